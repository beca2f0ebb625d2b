namespace ResearchBot.Core.Search.Lexical;

/// <summary>A term of a question as texts hold it. A text holds one form only, that of its own language, so all are counted as one term.</summary>
/// <param name="Term">In texts that are stemmed as the question is.</param>
/// <param name="Elsewhere">In texts that are stemmed otherwise, where that differs.</param>
public readonly record struct TermForms(ulong Term, params ulong[]? Elsewhere)
{
    /// <summary>Each form once.</summary>
    public IEnumerable<ulong> All => Elsewhere is null ? [Term] : Elsewhere.Prepend(Term);
}

/// <summary>The terms that one query looks up, by index; a segment built for that query alone holds no others.</summary>
/// <param name="Words">Of the word index.</param>
/// <param name="Pairs">Of the index of two words in a row.</param>
/// <param name="Grams">Of the index of four-character runs.</param>
public sealed record QueryTerms(IReadOnlyList<TermForms> Words, IReadOnlyList<TermForms> Pairs, IReadOnlyList<TermForms> Grams);
