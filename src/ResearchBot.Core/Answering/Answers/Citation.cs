using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>A verbatim excerpt and where it stands.</summary>
/// <param name="Number">1-based; statements refer to it as [n].</param>
/// <param name="Document">The document version that it was cut from.</param>
/// <param name="Place">Where a person finds it in the original file.</param>
/// <param name="Excerpt">Exactly the stored text from <paramref name="Start"/> to <paramref name="End"/>.</param>
/// <param name="Start">UTF-16 offset of its first code unit in the version's stored text.</param>
/// <param name="End">UTF-16 offset after its last.</param>
/// <param name="Verified">Whether it was compared with the store and found equal.</param>
/// <param name="Score">The chunk's fused score in the search, 0 to 1; comparable inside one answer only.</param>
public sealed record Citation(
    int Number,
    CitedDocument Document,
    Place Place,
    string Excerpt,
    int Start,
    int End,
    bool Verified,
    double Score);

/// <summary>The document version that a citation names.</summary>
/// <param name="Id">See <see cref="Document.Id"/>.</param>
/// <param name="Title">See <see cref="Document.Title"/>.</param>
/// <param name="Version">See <see cref="Document.Version"/>.</param>
/// <param name="Published">See <see cref="Document.Published"/>.</param>
/// <param name="Source">Its key in its collection: for a file the path in the loaded folder.</param>
/// <param name="About">See <see cref="Document.About"/>.</param>
public sealed record CitedDocument(
    string Id, string Title, int Version, string? Published, string Source, IReadOnlyDictionary<string, string> About)
{
    /// <summary>Names a document.</summary>
    public static CitedDocument Of(Document document) =>
        new(document.Id, document.Title, document.Version, document.Published, document.Key, document.About);
}
