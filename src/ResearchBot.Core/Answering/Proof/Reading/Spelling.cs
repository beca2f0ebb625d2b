namespace ResearchBot.Core.Answering.Proof;

/// <summary>Brings British and American spellings of a word together: "organised" and "organized", "licence" and "license".</summary>
internal static class Spelling
{
    private const int Shortest = 6;

    /// <summary>The American spelling, or the word itself; what it makes of other words is of no account, as it makes it of them everywhere.</summary>
    public static string Of(string folded) =>
        folded.Length < Shortest || folded[0] > 'z' ? folded
            : Replaced(folded, "isation", "ization") ?? Replaced(folded, "ise", "ize") ?? Replaced(folded, "ised", "ized")
            ?? Replaced(folded, "ises", "izes") ?? Replaced(folded, "ising", "izing") ?? Replaced(folded, "ence", "ense")
            ?? Replaced(folded, "our", "or") ?? Replaced(folded, "ours", "ors") ?? Replaced(folded, "oured", "ored") ?? Replaced(folded, "tre", "ter")
            ?? folded;

    private static string? Replaced(string word, string end, string with) =>
        word.EndsWith(end, StringComparison.Ordinal) ? string.Concat(word.AsSpan(0, word.Length - end.Length), with) : null;
}
