using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Core.Search;

/// <summary>What a search found and where it looked.</summary>
/// <param name="Chunks">Best first; equal scores in the order of collection, key and position.</param>
/// <param name="Terms">The question's words and their weights.</param>
/// <param name="Grams">The question's four-character runs and what each weighs.</param>
/// <param name="Scope">What was searched.</param>
/// <param name="Language">In which language was asked.</param>
public sealed record SearchResult(
    IReadOnlyList<RetrievedChunk> Chunks,
    IReadOnlyList<WeightedTerm> Terms,
    IReadOnlyDictionary<ulong, float> Grams,
    SearchScope Scope,
    Language Language)
{
    /// <summary>The cosine of sentences with the question, by document and by where the sentence starts in its text; empty where they were not compared.</summary>
    public IReadOnlyDictionary<(string Document, int Start), float> Meaning { get; init; } = new Dictionary<(string, int), float>();
}

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
