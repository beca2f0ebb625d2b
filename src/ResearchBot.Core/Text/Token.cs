namespace ResearchBot.Core.Text;

/// <summary>A word as search sees it, at an offset and length in UTF-16 code units of the analysed text.</summary>
/// <param name="Term">Hash of the folded and stemmed form: equal for words that search treats as the same.</param>
public readonly record struct Token(int Start, int Length, ulong Term, TokenKind Kind);

public enum TokenKind : byte
{
    Word,

    /// <summary>A stop word ("the", "which"); kept for positions, never indexed.</summary>
    Stop,

    Number,

    /// <summary>Two neighbouring characters of a script without spaces.</summary>
    Pair,

    /// <summary>A run of letters and digits as a whole ("FY2018"), after its parts.</summary>
    Compound,
}
