using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Search;

/// <summary>A word of a question.</summary>
/// <param name="Forms">Its folded, stemmed forms as hashes.</param>
/// <param name="Surface">As it was written.</param>
/// <param name="Kind">What kind of word it is.</param>
public readonly record struct QueryTerm(TermForms Forms, string Surface, TokenKind Kind)
{
    /// <summary>Its form in texts that are stemmed as the question is.</summary>
    public ulong Term => Forms.Term;
}
