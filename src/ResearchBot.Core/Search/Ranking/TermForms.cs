namespace ResearchBot.Core.Search;

/// <summary>
/// A term of a question as texts hold it. A text holds one form only, that of its own language, so both are counted as one
/// term.
/// </summary>
/// <param name="Term">In texts that are stemmed as the question is.</param>
/// <param name="Elsewhere">In texts that are stemmed otherwise; 0 where there is none, or where it is the same.</param>
public readonly record struct TermForms(ulong Term, ulong Elsewhere);
