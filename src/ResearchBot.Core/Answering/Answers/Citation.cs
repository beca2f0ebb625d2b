namespace ResearchBot.Core.Answering.Answers;

/// <summary>A verbatim excerpt and its position. Offsets are in UTF-16 code units.</summary>
/// <param name="Number">From 1; statements refer to it as [n].</param>
/// <param name="Document">The cited document version.</param>
/// <param name="Place">The position for a person, in the original file.</param>
/// <param name="Excerpt">Exactly the stored text from <paramref name="Start"/> to <paramref name="End"/>; <paramref name="Verified"/> if the comparison
/// with the store succeeded.</param>
/// <param name="Score">The chunk's fused score, 0 to 1; comparable within one answer only.</param>
public sealed record Citation(int Number, CitedDocument Document, Place Place, string Excerpt, int Start, int End, bool Verified, double Score);

/// <summary>The document version that a citation names.</summary>
/// <param name="Source">Its key in its collection; for a file the path in the loaded folder.</param>
public sealed record CitedDocument(string Id, string Title, int Version, string? Published, string Source, IReadOnlyDictionary<string, string> About)
{
    public static CitedDocument Of(Document document) =>
        new(document.Id, document.Title, document.Version, document.Published, document.Key, document.About);
}
