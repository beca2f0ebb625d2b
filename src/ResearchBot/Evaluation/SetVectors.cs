using System.Collections.Concurrent;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search.Text.Languages;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Evaluation;

/// <summary>Makes the vectors of a set's documents, as the product makes those of its own.</summary>
internal static class SetVectors
{
    /// <summary>One entry for each document that has any.</summary>
    public static async Task<IReadOnlyList<ChunkVectors>> MakeAsync(
        IReadOnlyList<DocumentVersion> versions, EmbeddingModel model, CancellationToken cancellationToken)
    {
        var made = new ConcurrentBag<ChunkVectors>();
        var check = new VectorCheck(model, model.Dimensions);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = model.Limits.Workers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(versions, parallel, async (version, cancelled) =>
        {
            var chunks = version.Chunks.Where(chunk => model.Supports(LanguageRecogniser.Recognise(version.Text.AsSpan(chunk.Start, chunk.Length)))).ToArray();
            foreach (var batch in chunks.Chunk(model.Limits.Texts))
            {
                var answer = await model.Generator.GenerateAsync(batch.Select(chunk => EmbeddedText.Of(version, chunk)), cancellationToken: cancelled);
                var vectors = check.ToVectors(answer, batch.Length);
                var present = batch.Zip(vectors).Where(pair => pair.Second.Length > 0).ToArray();
                made.Add(new ChunkVectors(
                    version.Document.Id,
                    version.Document.Version,
                    model.Id,
                    [.. present.Select(pair => pair.First.Ordinal)],
                    present.SelectMany(pair => pair.Second).ToArray()));
            }
        });
        return [.. made];
    }
}
