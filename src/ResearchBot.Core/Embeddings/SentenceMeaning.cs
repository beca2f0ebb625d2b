using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Text;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Embeddings;

/// <summary>Compares the sentences of the best chunks with a question, so that the one that means the same can be picked.</summary>
internal static class SentenceMeaning
{
    private const int MostSentences = 96;

    /// <summary>The cosine of each sentence with the question, by document and by where the sentence starts in its text.</summary>
    public static async Task<IReadOnlyDictionary<(string Document, int Start), float>> OfAsync(
        EmbeddingModel model, QueryVector question, IReadOnlyList<RetrievedChunk> chunks, CancellationToken cancellationToken)
    {
        var sentences = chunks
            .SelectMany(chunk => SentenceSplitter.Split(chunk.Text), (chunk, range) => (chunk.Version, Start: chunk.Chunk.Start + range.Start, range.Length))
            .DistinctBy(sentence => (sentence.Version.Document.Id, sentence.Start))
            .Take(MostSentences)
            .ToArray();
        var cosines = new Dictionary<(string, int), float>(sentences.Length);
        var check = new VectorCheck(model, model.Dimensions);
        var batches = sentences.Chunk(model.Limits.Texts).Select(batch => Task.Run(
            async () => check.ToVectors(
                await model.Generator.GenerateAsync(batch.Select(one => one.Version.Text.Substring(one.Start, one.Length)), cancellationToken: cancellationToken), batch.Length),
            cancellationToken));
        var vectors = (await Task.WhenAll(batches)).SelectMany(batch => batch).ToArray();
        for (var i = 0; i < sentences.Length; i++)
        {
            cosines[(sentences[i].Version.Document.Id, sentences[i].Start)] =
                vectors[i].Length == 0 ? 0 : System.Numerics.Tensors.TensorPrimitives.Dot(vectors[i], question.Values.Span);
        }

        return cosines;
    }
}
