namespace ResearchBot.Core.Search.Text;

/// <summary>A word as search sees it.</summary>
/// <param name="Start">UTF-16 offset in the analysed text.</param>
/// <param name="Length">UTF-16 code units of the text that it stands for.</param>
/// <param name="Term">64-bit hash of the folded, stemmed form: equal for words that search treats as the same.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct Token(int Start, int Length, ulong Term, TokenKind Kind);
