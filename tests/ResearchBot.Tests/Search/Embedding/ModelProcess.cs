using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;
using ResearchBot.Models;
using ResearchBot.Tests.Models;

namespace ResearchBot.Tests.Search.Embedding;

/// <summary>A process over a bot's store with settings of its own for semantic search, and with what it was asked.</summary>
internal sealed class ModelProcess : IDisposable
{
    private static readonly ReadScope Everything = new([new CollectionId("default", "documents")]);

    private readonly TestBot _bot;
    private readonly VectorFollower _follower;
    private readonly QuestionEmbedder _embedder;

    public ModelProcess(TestBot bot, EmbeddingsOptions settings, OtherWordsModel builtIn)
    {
        _bot = bot;
        settings.BatchChunks = 1;
        var model = new EmbeddingModel("built in", "hash", OtherWordsModel.Pairs, builtIn.Object, _ => true, EmbeddingLimits.Local);
        var providers = new EmbeddingProviders(Options.Create(settings), () => new EmbeddingSetup(model), TestModels.Services(TimeProvider.System, embeddings: settings));
        Open = providers.Open;
        Serving = new ServingModel(providers.Open, providers.OpenFormer, bot.Get<VectorStore>());
        Pipeline = new EmbeddingPipeline(
            providers.Open, bot.Get<VectorStore>(), new EmbeddingTurn(bot.Get<Database>(), TimeProvider.System), bot.Get<ChangeFeed>(),
            bot.Get<QuestionGate>(), bot.Get<Database>(), TimeProvider.System);
        _follower = new VectorFollower(Serving, bot.Get<VectorFeed>(), bot.Get<IndexFollower>(), bot.Get<DocumentIndex>());
        _embedder = new QuestionEmbedder(Serving.Open, TimeProvider.System, NullLogger<QuestionEmbedder>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public OpenEmbeddings Open { get; }

    public ServingModel Serving { get; }

    public EmbeddingPipeline Pipeline { get; }

    /// <summary>The models that have vectors in the store.</summary>
    public async Task<IEnumerable<string>> StoredAsync() => (await _bot.Get<VectorStore>().ProgressAsync(null, Cancellation)).Keys;

    public Task FollowAsync() => _follower.CatchUpAsync(Cancellation);

    /// <summary>How many of the questions in other words find their passage first.</summary>
    public async Task<int> HitsAsync()
    {
        var hits = 0;
        for (var pair = 0; pair < OtherWordsModel.Pairs; pair++)
        {
            var query = await _embedder.EmbedAsync(SearchQuery.Parse(OtherWordsModel.Question(pair)), OtherWordsModel.Question(pair), Cancellation);
            var found = _bot.Get<DocumentIndex>().Search(query, Everything, 1).Chunks;
            hits += found.Any(chunk => chunk.Text.Contains(OtherWordsModel.Passage(pair), StringComparison.Ordinal)) ? 1 : 0;
        }

        return hits;
    }

    public void Dispose()
    {
        _follower.Dispose();
        _embedder.Dispose();
    }
}
