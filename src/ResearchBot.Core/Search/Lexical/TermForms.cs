namespace ResearchBot.Core.Search.Lexical;

/// <summary>
/// A term of a question as texts hold it. A text holds one form only, that of its own language, so both are counted as one
/// term.
/// </summary>
/// <param name="Term">In texts that are stemmed as the question is.</param>
/// <param name="Elsewhere">In texts that are stemmed otherwise; 0 where there is none, or where it is the same.</param>
public readonly record struct TermForms(ulong Term, ulong Elsewhere);

/// <summary>The terms that one query looks up, by index; a segment built for that query alone holds no others.</summary>
/// <param name="Words">Of the word index.</param>
/// <param name="Pairs">Of the index of two words in a row.</param>
/// <param name="Grams">Of the index of four-character runs.</param>
public sealed record QueryTerms(IReadOnlyList<TermForms> Words, IReadOnlyList<TermForms> Pairs, IReadOnlyList<TermForms> Grams);
