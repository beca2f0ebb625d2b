using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Tests.Search.Storage;

namespace ResearchBot.Tests.Search.Embedding;

/// <summary>A model that answers wrongly stops the pipeline and spoils nothing.</summary>
public sealed class FaultyModelTests
{
    private static readonly Dictionary<string, Func<IReadOnlyList<float[]>, IReadOnlyList<float[]>>> Faults = new()
    {
        ["too few vectors"] = vectors => [.. vectors.Skip(1)],
        ["too many vectors"] = vectors => [.. vectors, vectors[0]],
        ["short vectors"] = vectors => [.. vectors.Select(vector => vector[1..])],
        ["one long vector"] = vectors => [.. vectors.Skip(1), [.. vectors[0], 1f]],
        ["empty vectors"] = vectors => [.. vectors.Select(_ => Array.Empty<float>())],
        ["not a number"] = vectors => [.. vectors.Skip(1), [.. vectors[0][1..], float.NaN]],
        ["endless"] = vectors => [.. vectors.Skip(1), [.. vectors[0][1..], float.PositiveInfinity]],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_of_a_wrong_answer_is_stored_and_it_goes_on_when_answers_are_right(string kind)
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveAsync(bot, "a.txt", 1);
        var bed = new TestEmbedding(bot) { Limits = new EmbeddingLimits(10, 100_000, 1) };
        bed.Generator.Answer = (call, vectors) => call == 3 ? Faults[kind](vectors) : vectors;

        (await Should.ThrowAsync<EmbeddingFaultException>(bed.RunAsync())).Message.ShouldStartWith("test answered with");
        (await bed.ReadAsync()).Sum(run => run.Present.Count).ShouldBe(20);
        var turn = new EmbeddingTurn(bot.Get<Database>(), TimeProvider.System);
        (await turn.LastFaultAsync(Cancellation)).ShouldNotBeNull().Fault.ShouldStartWith("test answered with");

        await bed.RunAsync();
        (await bed.EachShouldBeStoredOnceAsync()).ShouldBe(100);
        (await turn.LastFaultAsync(Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_text_that_has_only_zeros_is_done_without_a_vector()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveAsync(bot, "a.txt", 1);
        var bed = new TestEmbedding(bot);
        bed.Generator.Answer = (call, vectors) => call == 1 ? [new float[HashGenerator.Dimensions], .. vectors.Skip(1)] : vectors;

        await bed.RunAsync();

        (await bed.EachShouldBeStoredOnceAsync()).ShouldBe(100);
        (await bed.Pipeline().ProgressAsync(Cancellation)).ShouldBe(new EmbeddingProgress(100, 100, 99));
    }

    [Fact]
    public async Task In_the_background_it_waits_longer_after_each_fault_and_logs_each_under_an_id()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveAsync(bot, "a.txt", 1);
        var bed = new TestEmbedding(bot) { Limits = new EmbeddingLimits(100, 100_000, 1) };
        bed.Generator.Before = (call, _) => call < 4 ? throw new EmbeddingFaultException("It is not there.", call == 3 ? TimeSpan.FromMinutes(9) : null) : Task.CompletedTask;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var time = new HurriedTime(held: TimeSpan.FromSeconds(2)); // the deadline for giving the turn back
        var log = new TestLog();
        time.Passed = waits =>
        {
            if (waits > 3)
            {
                stop.Cancel();
            }
        };
        bed.Time = time;
        var worker = new EmbeddingWorker(
            () => new EmbeddingSetup(bed.Model), bed.Pipeline(), bot.Get<ChangeFeed>(), time, log.For<EmbeddingWorker>());

        await Should.ThrowAsync<OperationCanceledException>(worker.RunAsync(null, stop.Token));

        time.Waits.Take(3).ShouldBe([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(9)]);
        log.Warnings.Count().ShouldBe(3);
        log.Warnings.First().ShouldMatch(@"^Failure [0-9a-f]{8}: no vectors are made \(It is not there\.\); it is tried again in 10 s$");
        (await bed.EachShouldBeStoredOnceAsync()).ShouldBe(100);
    }
}
