using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Search;

/// <summary>A chunk that search found.</summary>
/// <param name="Version">The document version that it belongs to.</param>
/// <param name="Chunk">The chunk.</param>
/// <param name="Score">BM25, in nats; comparable inside one search only.</param>
public sealed record RetrievedChunk(DocumentVersion Version, Chunk Chunk, double Score)
{
    /// <summary>Its text.</summary>
    public ReadOnlySpan<char> Text => Version.Text.AsSpan(Chunk.Start, Chunk.Length);
}
