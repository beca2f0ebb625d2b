namespace ResearchBot.Core.Search.Text;

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
