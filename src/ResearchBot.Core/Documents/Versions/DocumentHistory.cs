namespace ResearchBot.Core.Documents;

/// <summary>A document with all its versions.</summary>
/// <param name="Versions">Newest first; at least one.</param>
/// <param name="Removed">Whether it is out of search.</param>
public sealed record DocumentHistory(IReadOnlyList<DocumentSummary> Versions, bool Removed)
{
    /// <summary>The newest version.</summary>
    public Document Newest => Versions[0].Document;
}
