using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Answering;

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
