using Microsoft.Extensions.Logging.Abstractions;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;
using ResearchBot.Terminal;
using ResearchBot.Tests.Search.Storage;

namespace ResearchBot.Tests.Search.Embedding;

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
        var bed = new TestEmbedding(bot) { Limits = new EmbeddingLimits(16, 100_000, 2) };
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
    [InlineData("ask", "question", 2)]
    [InlineData("search", "query", 1)]
    public async Task Asking_and_searching_hold_the_gate_and_leave_it(string name, string option, int calls)
    {
        await using var bot = await TestBot.StartAsync();
        await ManyChunks.SaveAsync(bot, "a.txt", 1);
        await bot.Get<IndexFollower>().CatchUpAsync(Cancellation);
        var gate = bot.Get<QuestionGate>();
        var bed = new TestEmbedding(bot);
        var held = new List<bool>();
        bed.Generator.Before = (_, _) =>
        {
            held.Add(!gate.WaitAsync(CancellationToken.None).IsCompleted);
            return Task.CompletedTask;
        };
        using var embedder = new QuestionEmbedder(
            () => new EmbeddingSetup(bed.Model with { ComparesSentences = true }), TimeProvider.System, NullLogger<QuestionEmbedder>.Instance);
        var retriever = new Retriever(bot.Get<DocumentIndex>(), embedder);
        Command command = name == "ask"
            ? new AskCommand(
                new Answerer(
                    retriever, bot.Get<DocumentIndex>(), bot.Get<ModelAnswerer>(), bot.Get<ChatSetup>(), bot.Get<CitationVerifier>(), gate, TimeProvider.System),
                bot.Get<ConversationStore>(), bot.Get<QuestionRewriter>(), bot.Get<EffectiveSettingsReader>(), bot.Get<AnswerLog>(), bot.Get<OpenQuestions>(), bot.Get<ModeratedReplies>(),
                TimeProvider.System, NullLogger<AskCommand>.Instance)
            : new SearchCommand(retriever, bot.Get<DocumentStore>(), bot.Get<EffectiveSettingsReader>(), gate);

        await command.ExecuteAsync(bot.Get<ConsoleRequests>().Create(name, new Dictionary<string, string> { [option] = ManyChunks.Query }, []), new TestSink(), Cancellation);

        // An answer also compares sentences with the question; a search does not.
        held.ShouldBe(Enumerable.Repeat(true, calls));
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
