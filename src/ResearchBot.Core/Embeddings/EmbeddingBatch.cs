using ResearchBot.Core.Documents;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Embeddings;

/// <summary>Chunks that are embedded in one call and stored in one step.</summary>
internal sealed class EmbeddingBatch(EmbeddingModel model)
{
    // Chunks without a text cost next to nothing, but they are stored in the same step.
    private const int ChunksPerText = 16;

    private readonly List<(DocumentVersion Version, int Chunk, bool Embedded)> _chunks = [];
    private readonly List<string> _texts = [];
    private int _characters;

    /// <summary>What the model is asked for.</summary>
    public IReadOnlyList<string> Texts => _texts;

    public bool IsEmpty => _chunks.Count == 0;

    /// <summary>Takes a chunk in, unless the batch is full.</summary>
    public bool TryAdd(DocumentVersion version, int chunk)
    {
        var one = version.Chunks[chunk];
        var supported = model.Supports(LanguageRecogniser.Recognise(version.Text.AsSpan(one.Start, one.Length)));
        var text = supported ? EmbeddedText.Of(version, one) : null;
        if (_chunks.Count >= model.Limits.Texts * ChunksPerText
            || (text is not null && _texts.Count > 0
                && (_texts.Count >= model.Limits.Texts || _characters + text.Length > model.Limits.Characters)))
        {
            return false;
        }

        _chunks.Add((version, chunk, supported));
        if (text is not null)
        {
            _texts.Add(text);
            _characters += text.Length;
        }

        return true;
    }

    /// <summary>What is to be stored: a run for each stretch of neighbouring chunks.</summary>
    /// <param name="vectors">One for each text, of unit length; empty where the text has none.</param>
    public IReadOnlyList<VectorRun> ToRuns(IReadOnlyList<float[]> vectors)
    {
        var runs = new List<VectorRun>();
        var next = 0;
        for (var start = 0; start < _chunks.Count;)
        {
            var end = start + 1;
            while (end < _chunks.Count && _chunks[end].Version == _chunks[start].Version && _chunks[end].Chunk == _chunks[end - 1].Chunk + 1)
            {
                end++;
            }

            var own = new List<float[]>(end - start);
            for (var i = start; i < end; i++)
            {
                own.Add(_chunks[i].Embedded ? vectors[next++] : []);
            }

            var (version, first, _) = _chunks[start];
            runs.Add(new VectorRun(
                0, version.Document.Id, version.Document.Version, model.Id, first,
                [.. own.Select(vector => vector.Length > 0)], own.Max(vector => vector.Length), [.. own.SelectMany(vector => vector)]));
            start = end;
        }

        return runs;
    }
}
