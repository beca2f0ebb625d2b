using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search;

/// <summary>The result of a search.</summary>
/// <param name="Chunks">Best first; ties in the order of collection, key and position.</param>
public sealed record SearchResult(
    IReadOnlyList<RetrievedChunk> Chunks,
    IReadOnlyList<WeightedTerm> Terms,
    IReadOnlyDictionary<ulong, float> Grams,
    SearchScope Scope,
    Language Language)
{
    /// <summary>The words of the question that were corrected.</summary>
    public IReadOnlyList<CorrectedWord> Corrected { get; init; } = [];
}

/// <summary>A chunk that search found.</summary>
/// <param name="Version">The document version that it belongs to.</param>
/// <param name="Score">Fused score, 0 to 1; comparable within one search only.</param>
/// <param name="WordScore">BM25 of its words, in nats.</param>
public sealed record RetrievedChunk(DocumentVersion Version, Chunk Chunk, double Score, double WordScore)
{
    /// <summary>Similarity to the question by meaning, -1 to 1; null if it was not compared.</summary>
    public float? Cosine { get; init; }

    /// <summary>Its text.</summary>
    public ReadOnlySpan<char> Text => Version.Text.AsSpan(Chunk.Start, Chunk.Length);
}
