using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Search;

/// <summary>A word of a question.</summary>
/// <param name="Term">Its folded, stemmed form as a hash.</param>
/// <param name="Surface">As it was written.</param>
/// <param name="Kind">What kind of word it is.</param>
public readonly record struct QueryTerm(ulong Term, string Surface, TokenKind Kind);
