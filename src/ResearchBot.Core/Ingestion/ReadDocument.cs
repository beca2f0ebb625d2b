using ResearchBot.Core.Documents;
using ResearchBot.Core.Documents.Places;

namespace ResearchBot.Core.Ingestion;

/// <summary>What a reader made of a file's bytes.</summary>
/// <param name="Text">Becomes the stored text as it is.</param>
/// <param name="Title">Stated by the document, or null.</param>
/// <param name="Published">See <see cref="Document.Published"/>.</param>
/// <param name="About">See <see cref="Document.About"/>.</param>
/// <param name="Places">Ascending by start; see <see cref="PlaceMark"/>.</param>
public sealed record ReadDocument(
    string Text,
    string? Title,
    string? Published,
    IReadOnlyDictionary<string, string> About,
    IReadOnlyList<PlaceMark> Places);
