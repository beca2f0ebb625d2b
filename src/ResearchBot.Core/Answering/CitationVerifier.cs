using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Answering;

/// <summary>
/// The last check before an answer leaves: every excerpt is compared with the store's text at its offsets. What differs
/// is dropped, with the statements that rest on nothing else.
/// </summary>
public sealed class CitationVerifier(DocumentStore store)
{
    /// <summary>The same answer with checked citations only.</summary>
    /// <param name="answer">A draft.</param>
    /// <param name="scope">What the audience may read; a document outside of it counts as missing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Answer> VerifyAsync(Answer answer, ReadScope scope, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<(string Id, int Version), string?>();
        foreach (var document in answer.Citations.Concat(answer.Closest).Select(citation => citation.Document).DistinctBy(Key))
        {
            var stored = await store.OpenAsync(scope, document.Id, document.Version, cancellationToken);
            texts[Key(document)] = stored?.Text;
        }

        var citations = Check(answer.Citations, texts);
        var kept = citations.Select(citation => citation.Number).ToHashSet();
        var statements = answer.Statements
            .Select(statement => statement with { Citations = [.. statement.Citations.Where(kept.Contains)] })
            .Where(statement => statement.Citations.Count > 0)
            .ToArray();
        return answer with
        {
            Outcome = statements.Length == 0 ? AnswerOutcome.NotFound : answer.Outcome,
            Statements = statements,
            Citations = citations,
            Conflicts = [.. answer.Conflicts.Where(conflict => conflict.Citations.All(kept.Contains))],
            Closest = Check(answer.Closest, texts),
        };
    }

    private static Citation[] Check(IReadOnlyList<Citation> citations, Dictionary<(string Id, int Version), string?> texts) =>
        [.. citations.Where(citation => Matches(citation, texts[Key(citation.Document)])).Select(citation => citation with { Verified = true })];

    private static bool Matches(Citation citation, string? text) =>
        text is not null
        && citation.Start >= 0 && citation.Start < citation.End && citation.End <= text.Length
        && text.AsSpan(citation.Start, citation.End - citation.Start).SequenceEqual(citation.Excerpt);

    private static (string Id, int Version) Key(CitedDocument document) => (document.Id, document.Version);
}
