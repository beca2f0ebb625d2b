using ResearchBot.Core.Documents.Places;

namespace ResearchBot.Core.Documents;

/// <summary>A document version with its text. Versions never change once they are stored.</summary>
/// <param name="Document">What it is.</param>
/// <param name="Text">Stored text: decoded, without byte-order mark and front matter, line ends as LF.</param>
/// <param name="Places">Where each part of the text stands in the original file.</param>
/// <param name="Chunks">Ascending, not overlapping.</param>
public sealed record DocumentVersion(
    Document Document,
    string Text,
    PlaceMap Places,
    IReadOnlyList<Chunk> Chunks);
