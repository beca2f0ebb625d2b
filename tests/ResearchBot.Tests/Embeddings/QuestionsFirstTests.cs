using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Search;
using ResearchBot.Tests.Search.Stored;

namespace ResearchBot.Tests.Embeddings;

/// <summary>Questions go before the making of vectors, counted in batches.</summary>
public sealed class QuestionsFirstTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_chunks_are_embedded_a_question_waits_for_no_batch_but_those_in_hand()
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveManyAsync(bot, TestScale.Of(20_000) / ManyChunks.Each);
        await bot.Get<IndexFollower>().CatchUpAsync(Cancellation);
        var bed = new EmbeddingBed(bot) { Limits = new EmbeddingLimits(16, 100_000, 2) };
        var gate = bot.Get<QuestionGate>();
        using var inHand = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        bed.Generator.Before = async (_, cancellationToken) =>
        {
            inHand.Release();
            await goOn.WaitAsync(cancellationToken);
        };
        using var stored = new Counted();
        var making = bed.Pipeline().RunAsync(stored, Cancellation);
        var batches = 0;
        while (!making.IsCompleted && batches < TestScale.Of(400))
        {
            (await inHand.WaitAsync(Deadline, Cancellation)).ShouldBeTrue();
            (await inHand.WaitAsync(Deadline, Cancellation)).ShouldBeTrue();
            batches += 2;
            using (gate.Enter()) // a question that takes as long as the three below
            {
                goOn.Release(2);
                await stored.WaitAsync(batches);
                for (var i = 0; i < 3; i++)
                {
                    await bot.AskAsync(ManyChunks.Query);
                }

                bed.Generator.Calls.ShouldBe(batches, "no batch begins while a question is answered");
            }
        }

        bed.Generator.Before = (_, _) => Task.CompletedTask;
        goOn.Release(1_000_000);
        await making;
        (await bed.EachShouldBeStoredOnceAsync()).ShouldBe(TestScale.Of(20_000));
    }

    [Theory]
    [InlineData("ask", "question", 300)]
    [InlineData("search", "query", 20_000)]
    public async Task Asking_and_searching_hold_the_gate_and_leave_it(string command, string option, int tries)
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveAsync(bot, "a.txt", 1);
        await bot.Get<IndexFollower>().CatchUpAsync(Cancellation);
        var gate = bot.Get<QuestionGate>();

        var began = false;
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(
            () =>
            {
                while (!began && !stop.IsCancellationRequested)
                {
                    began = !gate.WaitAsync(CancellationToken.None).IsCompleted;
                }
            },
            Cancellation);
        for (var i = 0; i < tries && !watching.IsCompleted; i++)
        {
            await bot.RunAsync(command, new() { [option] = ManyChunks.Query });
        }

        await stop.CancelAsync();
        await watching;
        began.ShouldBeTrue($"{command} does not hold the gate");
        gate.WaitAsync(Cancellation).IsCompletedSuccessfully.ShouldBeTrue();
    }

    private sealed class Counted : IProgress<EmbeddingProgress>, IDisposable
    {
        private readonly SemaphoreSlim _changed = new(0);
        private int _reports = -1; // the first comes before any batch

        public void Report(EmbeddingProgress value)
        {
            Interlocked.Increment(ref _reports);
            _changed.Release();
        }

        public void Dispose() => _changed.Dispose();

        public async Task WaitAsync(int batches)
        {
            while (Volatile.Read(ref _reports) < batches)
            {
                (await _changed.WaitAsync(Deadline, Cancellation)).ShouldBeTrue();
            }
        }
    }
}
