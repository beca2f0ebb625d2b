namespace ResearchBot.Core.Search.Lexical;

/// <summary>A query term as it appears in texts. A text contains only the form of its own language, so all forms count as one term.</summary>
/// <param name="Term">The form in texts that are stemmed like the question.</param>
/// <param name="Elsewhere">The forms in texts that are stemmed differently.</param>
public readonly record struct TermForms(ulong Term, params ulong[]? Elsewhere)
{
    /// <summary>All forms, without duplicates.</summary>
    public IEnumerable<ulong> All => Elsewhere is null ? [Term] : Elsewhere.Prepend(Term);
}

/// <summary>The terms that one query looks up, by index; a segment built for that query alone contains no others.</summary>
public sealed record QueryTerms(IReadOnlyList<TermForms> Words, IReadOnlyList<TermForms> Pairs, IReadOnlyList<TermForms> Grams);
