using Dapper;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Tests.Search.Storage;

namespace ResearchBot.Tests.Search.Embedding;

/// <summary>Two processes over one store make each vector once.</summary>
public sealed class TurnTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_one_makes_vectors_the_other_does_not_and_then_finds_all_done()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, 2);
        var bed = new TestEmbedding(bot);
        var other = new TestEmbedding(bot);
        var tried = new TaskCompletionSource<bool>();
        bed.Generator.Before = async (_, _) => tried.TrySetResult(await other.Pipeline().TryRunAsync(null, Cancellation));

        await bed.RunAsync();
        (await tried.Task).ShouldBeFalse();
        await other.RunAsync();

        other.Generator.Calls.ShouldBe(0);
        (await bed.EachShouldBeStoredOnceAsync()).ShouldBe(200);
    }

    [Theory]
    [InlineData("embedding_turn", "id = 1")]
    [InlineData("reading_turn", "id = 1")]
    [InlineData("load_jobs", "told_at IS NULL")]
    public async Task A_clock_that_was_set_back_keeps_nobody_from_the_work(string table, string rows)
    {
        await using var bot = await TestBot.StartAsync();
        await using (var connection = await bot.Get<Database>().OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO load_jobs (id, workspace, person, platform, address, collection, prune, state, total, created_at, holder, held_until)
                VALUES ('one', 'default', 'ann', 'test', 'ann', 'documents', 0, 'Queued', 0, 0, '', 0)
                """);
        }

        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var time = new FakeTimeProvider(start);
        var before = new Lease(bot.Get<Database>(), new FakeTimeProvider(start.AddHours(1)), table, TimeSpan.FromSeconds(20));
        var after = new Lease(bot.Get<Database>(), time, table, TimeSpan.FromSeconds(20));
        (await before.TakeAsync(rows, null, Cancellation)).ShouldBe(1);
        (await after.TakeAsync(rows, null, Cancellation)).ShouldBe(0, "its holder may live");

        time.Advance(TimeSpan.FromSeconds(21));

        (await after.TakeAsync(rows, null, Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task The_turn_of_a_process_that_was_killed_lapses_and_both_together_store_nothing_twice()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, 2);
        var time = new HurriedTime();
        var hung = new TestEmbedding(bot) { Time = time, Limits = new EmbeddingLimits(7, 100_000, 1) }; // a second worker would renew the turn
        var other = new TestEmbedding(bot) { Time = time, Limits = new EmbeddingLimits(5, 100_000, 2) }; // cuts elsewhere
        var taken = new TaskCompletionSource<bool>();
        hung.Generator.Before = async (call, _) =>
        {
            if (call == 4)
            {
                time.Advance(TimeSpan.FromSeconds(61));
                taken.SetResult(await other.Pipeline().TryRunAsync(null, Cancellation));
            }
        };

        await hung.RunAsync();

        (await taken.Task).ShouldBeTrue();
        (await hung.EachShouldBeStoredOnceAsync()).ShouldBe(200);
    }
}
