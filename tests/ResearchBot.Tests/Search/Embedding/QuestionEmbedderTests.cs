using Microsoft.Extensions.Logging.Abstractions;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Tests.Search.Embedding;

public sealed class QuestionEmbedderTests
{
    private const string German = "Das Schiff fährt um neun Uhr ab. Es ist das einzige an diesem Tag.";

    private readonly HashGenerator _generator = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Texts_in_the_models_language_are_compared_once_and_others_are_not()
    {
        using var embedder = Embedder();
        var query = await embedder.EmbedAsync(SearchQuery.Parse("When does the ferry leave?"), "When does the ferry leave?", Cancellation);
        ComparedText[] texts = [new("The ferry leaves at nine.", Language.English), new(German, Language.German)];
        var first = await embedder.CompareAsync(query, texts, Cancellation);
        first[0].ShouldNotBeNull();
        first[1].ShouldBeNull();
        _generator.Texts.ShouldContain("The ferry leaves at nine.");

        var calls = _generator.Calls;
        (await embedder.CompareAsync(query, texts, Cancellation)).ShouldBe(first);
        _generator.Calls.ShouldBe(calls);
    }

    [Theory]
    [InlineData("Wann fährt das Schiff ab und wer ist der Kapitän?", 0.3f)]
    [InlineData("When does the ferry leave?", 0f)]
    public async Task A_question_in_another_language_or_without_a_share_for_meaning_costs_no_call(string question, float share)
    {
        using var embedder = Embedder(share);
        (await embedder.EmbedAsync(SearchQuery.Parse(question), question, Cancellation)).Vector.ShouldBeNull();
        _generator.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_model_that_fails_costs_the_vector_and_not_the_question()
    {
        using var embedder = Embedder();
        _generator.Before = (_, _) => throw new HttpRequestException("down");
        var query = await embedder.EmbedAsync(SearchQuery.Parse("When does the ferry leave?"), "When does the ferry leave?", Cancellation);
        query.Vector.ShouldBeNull();
        query.Terms.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task No_more_questions_compute_at_once_than_there_are_processors()
    {
        using var embedder = Embedder();
        var (now, most) = (0, 0);
        var open = new TaskCompletionSource();
        _generator.Before = async (_, cancelled) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await open.Task.WaitAsync(cancelled);
            Interlocked.Decrement(ref now);
        };
        var asked = Enumerable.Range(0, 20).Select(_ => embedder.EmbedAsync(SearchQuery.Parse("the ferry"), "the ferry", Cancellation)).ToArray();
        open.SetResult();
        await Task.WhenAll(asked);

        most.ShouldBeLessThanOrEqualTo(Environment.ProcessorCount);
        _generator.Calls.ShouldBe(20);
    }

    private QuestionEmbedder Embedder(float share = 0.3f)
    {
        var model = new EmbeddingModel(
            "test", "hash", HashGenerator.Dimensions, _generator.Object, language => language is Language.English or Language.Unknown, EmbeddingLimits.Local)
        {
            Share = share,
            ComparesSentences = true,
        };
        return new QuestionEmbedder(() => new EmbeddingSetup(model), TimeProvider.System, NullLogger<QuestionEmbedder>.Instance);
    }
}
