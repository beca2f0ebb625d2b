using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Search.Text.Languages;
using ResearchBot.Tests.Search.Stored;

namespace ResearchBot.Tests.Embeddings;

/// <summary>Vectors for every chunk, whatever happens meanwhile.</summary>
public sealed class PipelineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_chunk_is_embedded_once_and_the_progress_counts_them()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, 3);
        var bed = new EmbeddingBed(bot);
        var seen = new SeenProgress();

        await bed.RunAsync(seen);

        (await bed.EachShouldBeStoredOnceAsync()).ShouldBe(300);
        bed.Generator.Texts.Count.ShouldBe(300);
        bed.Generator.Calls.ShouldBe((300 + 6) / 7, "batches reach over documents");
        seen.All[0].ShouldBe(new EmbeddingProgress(0, 300, 0));
        seen.All.Select(one => one.Done).ShouldBeInOrder();
        seen.All[^1].ShouldBe(new EmbeddingProgress(300, 300, 300));
    }

    [Fact]
    public async Task A_follower_reads_only_what_was_stored_since()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveAsync(bot, "a.txt", 1);
        var bed = new EmbeddingBed(bot);
        await bed.RunAsync();
        var seen = await bot.Get<VectorFeed>().LastSequenceAsync(Cancellation);
        var later = await ManyChunks.SaveAsync(bot, "b.txt", 2);
        await bed.RunAsync();

        var runs = await bed.ReadAsync(after: seen);
        runs.ShouldAllBe(run => run.DocumentId == later && run.Sequence > seen);
        runs.Sum(run => run.Present.Count).ShouldBe(ManyChunks.Each);
        runs.Select(run => run.Sequence).ShouldBeInOrder();
    }

    [Fact]
    public async Task Cut_off_at_any_batch_it_goes_on_where_it_stopped()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, 4);
        var bed = new EmbeddingBed(bot);
        var calls = 0;
        for (var cut = 1; cut <= 6; cut++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var last = calls + (cut * 2);
            bed.Generator.Before = async (call, _) =>
            {
                if (call >= last)
                {
                    await stop.CancelAsync();
                }
            };
            await Should.ThrowAsync<OperationCanceledException>(bed.Pipeline().RunAsync(null, stop.Token));
            calls = bed.Generator.Calls;
        }

        var before = (await bed.ReadAsync()).Sum(run => run.Present.Count);
        before.ShouldBeInRange(1, 399);
        bed.Generator.Before = (_, _) => Task.CompletedTask;
        bed.Generator.Texts.Clear();
        await bed.RunAsync();

        (await bed.EachShouldBeStoredOnceAsync()).ShouldBe(400);
        bed.Generator.Texts.Count.ShouldBe(400 - before, "what is stored is not made again");
    }

    [Fact]
    public async Task A_document_that_changes_or_goes_meanwhile_leaves_no_vectors_of_its_old_self()
    {
        await using var bot = await TestBot.StartAsync();
        var ids = await ManyChunks.SaveManyAsync(bot, 4);
        var bed = new EmbeddingBed(bot) { Limits = new EmbeddingLimits(7, 100_000, 1) };
        bed.Generator.Before = async (call, _) =>
        {
            if (call == 20)
            {
                await ManyChunks.SaveAsync(bot, "001.txt", 100);
                await ManyChunks.RemoveAsync(bot, ids[3]); // embedded already, since it was loaded last
                await ManyChunks.RemoveAsync(bot, ids[0]); // still to come
            }
        };

        await bed.RunAsync();
        await bed.RunAsync();

        (await bed.EachShouldBeStoredOnceAsync()).ShouldBe(200);
        await using var database = await bot.Get<System.Data.Common.DbDataSource>().OpenConnectionAsync(Cancellation);
        (await Dapper.SqlMapper.ExecuteScalarAsync<long>(database, "SELECT SUM(chunk_count) FROM vectors")).ShouldBe(200);
    }

    [Fact]
    public async Task Chunks_in_a_language_that_the_model_does_not_know_are_done_without_a_vector()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("files/german.txt", "Die Regierung hat nicht gesagt, wohin sie mit dem Geld und den Leuten gehen will, wenn es so weit ist.");
        bot.Write("files/english.txt", "The government has not said where it would go with the money and the people when it comes to that.");
        await bot.LoadAsync(Path.Combine(bot.Folder, "files"));
        var bed = new EmbeddingBed(bot) { Supports = language => language is Language.English or Language.Unknown };

        await bed.RunAsync();

        bed.Generator.Texts.ShouldHaveSingleItem().ShouldContain("The government");
        await bed.EachShouldBeStoredOnceAsync();
        (await bed.Pipeline().ProgressAsync(Cancellation)).ShouldBe(new EmbeddingProgress(2, 2, 1));
    }

    [Fact]
    public async Task The_vectors_of_another_model_stay_until_the_new_ones_are_complete()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, 2);
        var old = new EmbeddingBed(bot) { Name = "old" };
        await old.RunAsync();
        var renewed = new EmbeddingBed(bot) { Name = "new" };
        renewed.Generator.Answer = (call, vectors) => call == 9 ? [] : vectors;

        await Should.ThrowAsync<EmbeddingFaultException>(renewed.RunAsync());
        (await old.EachShouldBeStoredOnceAsync()).ShouldBe(200);
        (await bot.Get<VectorStore>().ProgressAsync(null, Cancellation)).Count.ShouldBe(2);

        await renewed.RunAsync();
        (await renewed.EachShouldBeStoredOnceAsync()).ShouldBe(200);
        (await old.ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_keeps_to_its_texts_and_characters()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveAsync(bot, "a.txt", 1);
        var bed = new EmbeddingBed(bot) { Limits = new EmbeddingLimits(50, 300, 1) };
        var texts = 0;
        bed.Generator.Answer = (_, vectors) =>
        {
            var batch = bed.Generator.Texts.Skip(texts).ToArray();
            texts += batch.Length;
            batch.Sum(text => text.Length).ShouldBeLessThanOrEqualTo(300);
            return vectors;
        };

        await bed.RunAsync();

        (await bed.EachShouldBeStoredOnceAsync()).ShouldBe(100);
    }

    private sealed class SeenProgress : IProgress<EmbeddingProgress>
    {
        public List<EmbeddingProgress> All { get; } = [];

        public void Report(EmbeddingProgress value) => All.Add(value);
    }
}
