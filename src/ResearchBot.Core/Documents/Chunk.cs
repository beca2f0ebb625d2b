namespace ResearchBot.Core.Documents;

/// <summary>A run of whole sentences inside one section of a document version: what search ranks.</summary>
/// <param name="Ordinal">0-based position in its document version.</param>
/// <param name="Start">UTF-16 offset in the stored text.</param>
/// <param name="Length">UTF-16 code units.</param>
/// <param name="Place">The place of its first character.</param>
public sealed record Chunk(int Ordinal, int Start, int Length, Place Place);
