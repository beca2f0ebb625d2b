namespace ResearchBot.Core.Answering;

/// <summary>A chunk that an answer was taken from, without its text.</summary>
/// <param name="Document">Its document's id.</param>
/// <param name="Version">Its document's version.</param>
/// <param name="Ordinal">0-based position in the version.</param>
/// <param name="Start">UTF-16 offset in the version's stored text.</param>
/// <param name="Length">UTF-16 code units.</param>
/// <param name="Score">Fused, 0 to 1; comparable inside one search only.</param>
/// <param name="WordScore">BM25 of its words, in nats.</param>
public sealed record TracedChunk(string Document, int Version, int Ordinal, int Start, int Length, double Score, double WordScore);
