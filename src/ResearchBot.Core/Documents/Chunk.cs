namespace ResearchBot.Core.Documents;

/// <summary>A run of whole sentences inside one section of a document version, the unit of search. Offset and length are in UTF-16 code units.</summary>
/// <param name="Start">UTF-16 offset in the stored text.</param>
/// <param name="Length">UTF-16 code units.</param>
public sealed record Chunk(int Ordinal, int Start, int Length, Place Place);
