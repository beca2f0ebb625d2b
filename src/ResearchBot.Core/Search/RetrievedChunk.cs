using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Search;

/// <summary>A chunk that search found.</summary>
/// <param name="Version">The document version that it belongs to.</param>
/// <param name="Chunk">The chunk.</param>
/// <param name="Score">Fused, 0 to 1; comparable inside one search only.</param>
/// <param name="WordScore">BM25 of its words, in nats.</param>
public sealed record RetrievedChunk(DocumentVersion Version, Chunk Chunk, double Score, double WordScore)
{
    /// <summary>Its text.</summary>
    public ReadOnlySpan<char> Text => Version.Text.AsSpan(Chunk.Start, Chunk.Length);
}
