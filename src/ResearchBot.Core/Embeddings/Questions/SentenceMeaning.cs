using System.Numerics.Tensors;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Vectors;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Embeddings;

/// <summary>Compares the sentences of the best chunks with a question, so that the one that means the same can be picked.</summary>
internal static class SentenceMeaning
{
    private const int MostSentences = 96;

    /// <summary>The cosine of sentences with the question, by document and by where the sentence starts in its text.</summary>
    public static async Task<IReadOnlyDictionary<(string Document, int Start), float>> OfAsync(
        EmbeddingModel model, QueryVector question, IReadOnlyList<RetrievedChunk> chunks, CancellationToken cancellationToken)
    {
        var sentences = chunks
            .Where(chunk => model.Supports(LanguageRecogniser.Recognise(chunk.Text)))
            .SelectMany(chunk => SentenceSplitter.Split(chunk.Text), (chunk, range) => (chunk.Version, Start: chunk.Chunk.Start + range.Start, range.Length))
            .DistinctBy(sentence => (sentence.Version.Document.Id, sentence.Start))
            .Take(MostSentences)
            .ToArray();
        var texts = sentences.Select(one => one.Version.Text.Substring(one.Start, one.Length));
        var answer = await model.Generator.GenerateAsync(texts, cancellationToken: cancellationToken);
        var vectors = new VectorCheck(model, model.Dimensions).ToVectors(answer, sentences.Length);
        var cosines = new Dictionary<(string, int), float>(sentences.Length);
        for (var i = 0; i < sentences.Length; i++)
        {
            if (vectors[i].Length > 0)
            {
                cosines[(sentences[i].Version.Document.Id, sentences[i].Start)] = TensorPrimitives.Dot(vectors[i], question.Values.Span);
            }
        }

        return cosines;
    }
}
