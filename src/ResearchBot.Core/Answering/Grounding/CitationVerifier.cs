using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>The last check of an answer: compares every excerpt with the store's text at its offsets. Excerpts that differ or were withdrawn are dropped,
/// with the statements that rest on them.</summary>
public sealed class CitationVerifier(DocumentStore store)
{
    /// <summary>The answer with verified citations only. A document removed meanwhile counts as missing.</summary>
    /// <param name="scope">What the audience may read; documents outside it count as missing.</param>
    public async Task<Answer> VerifyAsync(Answer answer, ReadScope scope, CancellationToken cancellationToken) =>
        (await VerifyDraftAsync(answer, scope, cancellationToken)).Answer;

    /// <summary>The same, with the documents whose text turned out to be damaged in the store; they are out of search from now on.</summary>
    public async Task<(Answer Answer, IReadOnlyCollection<string> Damaged)> VerifyDraftAsync(Answer answer, ReadScope scope, CancellationToken cancellationToken)
    {
        var ids = answer.Citations.Concat(answer.Closest).Select(citation => citation.Document.Id).Distinct().ToArray();
        var living = ids.Length == 0 ? new HashSet<string>() : await store.StillReadableAsync(scope, ids, cancellationToken);
        return await CheckAsync(answer, scope, citation => living.Contains(citation.Document.Id) ? citation.Document.Version : 0, cancellationToken);
    }

    /// <summary>Checks a past answer against the versions that it cited, which stay available even for removed documents.</summary>
    public async Task<Answer> VerifyKeptAsync(Answer answer, ReadScope scope, CancellationToken cancellationToken) =>
        (await CheckAsync(answer, scope, citation => citation.Document.Version, cancellationToken)).Answer;

    /// <summary>A past answer as it stands today: keeps each excerpt whose words are in the document's current version.</summary>
    public async Task<Answer> RenewAsync(Answer answer, ReadScope scope, CancellationToken cancellationToken)
    {
        var ids = answer.Citations.Select(citation => citation.Document.Id).Distinct().ToArray();
        var current = new Dictionary<string, DocumentVersion>();
        foreach (var id in ids.Length == 0 ? new HashSet<string>() : await store.StillReadableAsync(scope, ids, cancellationToken))
        {
            if (await store.OpenAsync(scope, id, version: null, cancellationToken) is { } opened)
            {
                current[id] = opened;
            }
        }

        return await VerifyAsync(
            answer with { Citations = [.. answer.Citations.Select(citation => Renew(citation, current.GetValueOrDefault(citation.Document.Id))).OfType<Citation>()], Closest = [] },
            scope,
            cancellationToken);
    }

    private async Task<(Answer Answer, IReadOnlyCollection<string> Damaged)> CheckAsync(
        Answer answer, ReadScope scope, Func<Citation, int> versionOf, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<(string Id, int Version), string?>();
        var damaged = new HashSet<string>();
        foreach (var cited in answer.Citations.Concat(answer.Closest).GroupBy(citation => (citation.Document.Id, Version: versionOf(citation))))
        {
            var (id, version) = cited.Key;
            var stored = version == 0 ? null : await store.ReadTextAsync(scope, id, version, cancellationToken);
            if (stored is not null && !IsWhole(stored, cited, scope.Withdrawn.Any(passage => passage.DocumentId == id)))
            {
                stored = null;
                if (await store.WithdrawAsync(id, version, cancellationToken))
                {
                    damaged.Add(id);
                }
            }

            texts[cited.Key] = stored?.Text;
        }

        var citations = Check(answer.Citations);
        var kept = citations.Select(citation => citation.Number).ToHashSet();
        var statements = answer.Statements
            .Where(statement => IsCarried(answer, statement, kept))
            .Select(statement => statement with { Citations = [.. statement.Citations.Where(kept.Contains)] })
            .ToArray();
        return (answer with
        {
            Outcome = statements.Length == 0 ? AnswerOutcome.NotFound : answer.Outcome,
            Statements = statements,
            Citations = citations,
            Conflicts = [.. answer.Conflicts.Where(conflict => conflict.Citations.All(kept.Contains))],
            Closest = Check(answer.Closest),
        }, damaged);

        Citation[] Check(IReadOnlyList<Citation> all) =>
            [.. all.Where(citation => Matches(citation, texts[(citation.Document.Id, versionOf(citation))], scope)).Select(citation => citation with { Verified = true })];
    }

    /// <summary>Whether the text is as it was stored where it is cited; with passages that were withdrawn, everywhere, since they may stand anywhere.</summary>
    private static bool IsWhole(StoredText stored, IEnumerable<Citation> cited, bool hasWithdrawn) =>
        hasWithdrawn ? stored.HoldsAll : cited.All(citation => stored.Holds(citation.Start, citation.End));

    /// <summary>An extractive sentence is taken from its first cited passage; a model's was proved on all of them together.</summary>
    private static bool IsCarried(Answer answer, Statement statement, HashSet<int> kept) =>
        answer.Mode == AnswerMode.Extractive ? kept.Contains(statement.Citations[0]) : statement.Citations.All(kept.Contains);

    private static bool Matches(Citation citation, string? text, ReadScope scope) =>
        text is not null
        && citation.Start >= 0 && citation.Start < citation.End && citation.End <= text.Length
        && text.AsSpan(citation.Start, citation.End - citation.Start).SequenceEqual(citation.Excerpt)
        && !scope.Withdrawn.Any(passage => passage.DocumentId == citation.Document.Id
            && passage.RangesIn(text).Any(range => range.Start < citation.End && citation.Start < range.End));

    private static Citation? Renew(Citation citation, DocumentVersion? current)
    {
        if (current is null || current.Document.Version == citation.Document.Version)
        {
            return current is null ? null : citation;
        }

        return SameWords.RangesIn(current.Text, citation.Excerpt).Select(range => citation with
        {
            Document = CitedDocument.Of(current.Document),
            Place = current.Structure.At(range.Start),
            Excerpt = current.Text.Substring(range.Start, range.Length),
            Start = range.Start,
            End = range.End,
            Stated = range.Length == citation.Excerpt.Length ? citation.Stated : [],
            Blocks = ExcerptBlock.In(current, range),
        }).FirstOrDefault();
    }
}
