using Microsoft.Extensions.AI;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Text;

namespace ResearchBot.Tests.Search.Embedding;

/// <summary>A pipeline over the real store of a bot.</summary>
internal sealed class TestEmbedding(TestBot bot)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public HashGenerator Generator { get; } = new();

    public string Name { get; set; } = "test";

    public Predicate<Language> Supports { get; set; } = _ => true;

    public EmbeddingLimits Limits { get; set; } = new(7, 100_000, 2);

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public EmbeddingModel Model => ModelOf(Generator.Object);

    public EmbeddingModel ModelOf(IEmbeddingGenerator<string, Embedding<float>> generator) =>
        new(Name, "hash", HashGenerator.Dimensions, generator, Supports, Limits);

    public EmbeddingPipeline Pipeline() => Pipeline(Model);

    public EmbeddingPipeline Pipeline(EmbeddingModel model) => new(
        () => new EmbeddingSetup(model), bot.Get<VectorStore>(), new EmbeddingTurn(bot.Get<Database>(), Time), bot.Get<ChangeFeed>(),
        bot.Get<QuestionGate>(), bot.Get<Database>(), Time);

    public Task RunAsync(IProgress<EmbeddingProgress>? progress = null) => Pipeline().RunAsync(progress, Cancellation);

    public async Task<List<VectorRun>> ReadAsync(string? model = null, long after = 0) =>
        await bot.Get<VectorFeed>().ReadAsync(model ?? Model.Id, after, Cancellation).ToListAsync(Cancellation);

    /// <summary>Fails unless every chunk of every current version stands in the feed exactly once, with its own vector.</summary>
    /// <returns>How many there are.</returns>
    public async Task<int> EachShouldBeStoredOnceAsync()
    {
        var stored = new Dictionary<(string, int, int), float[]?>();
        foreach (var run in await ReadAsync())
        {
            run.Rows.Length.ShouldBe(run.Present.Count(one => one) * run.Dimensions);
            var row = 0;
            for (var i = 0; i < run.Present.Count; i++)
            {
                var vector = run.Present[i] ? run.Rows[(row * run.Dimensions)..(++row * run.Dimensions)] : null;
                stored.TryAdd((run.DocumentId, run.Version, run.FirstChunk + i), vector).ShouldBeTrue("a chunk is stored twice");
            }
        }

        var chunks = 0;
        await foreach (var version in bot.Get<ChangeFeed>().OpenAllAsync(Cancellation))
        {
            foreach (var chunk in version.Chunks)
            {
                chunks++;
                var vector = stored[(version.Document.Id, version.Document.Version, chunk.Ordinal)];
                if (vector is not null)
                {
                    var expected = HashGenerator.UnitOf(EmbeddedText.Of(version, chunk));
                    vector.Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
                }
            }
        }

        stored.Count.ShouldBe(chunks, "a chunk is stored that no current version has");
        return chunks;
    }
}
