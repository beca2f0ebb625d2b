namespace ResearchBot.Core.Text;

/// <summary>A word as search sees it.</summary>
/// <param name="Start">UTF-16 offset in the analysed text.</param>
/// <param name="Length">UTF-16 code units of the text that it stands for.</param>
/// <param name="Term">64-bit hash of the folded, stemmed form: equal for words that search treats as the same.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct Token(int Start, int Length, ulong Term, TokenKind Kind);

/// <summary>What a token is.</summary>
public enum TokenKind : byte
{
    /// <summary>A word of letters.</summary>
    Word,

    /// <summary>A word that says nothing by itself ("the", "which"); kept for positions, never indexed.</summary>
    Stop,

    /// <summary>A run of digits.</summary>
    Number,

    /// <summary>Two neighbouring characters of a script that is written without spaces.</summary>
    Pair,

    /// <summary>A run of letters and digits as a whole ("FY2018"); its parts came before it.</summary>
    Compound,
}
