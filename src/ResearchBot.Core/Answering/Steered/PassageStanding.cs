using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Answering;

/// <summary>Tells whether words that somebody steered by are still in their document.</summary>
public sealed class PassageStanding(DocumentStore store)
{
    /// <summary>The document, null where the scope does not hold it, and whether it is in search with these words.</summary>
    public async Task<(Document? Document, bool Stands)> OfAsync(ReadScope scope, string documentId, string text, CancellationToken cancellationToken)
    {
        if (await store.OpenAsync(scope, documentId, version: null, cancellationToken) is not { } current)
        {
            return (null, false);
        }

        var living = await store.StillReadableAsync(scope, [documentId], cancellationToken);
        return (current.Document, living.Contains(documentId) && SameWords.RangesIn(current.Text, text).Any());
    }
}
