namespace ResearchBot.Readers.Decoding;

/// <summary>The stored form of line ends.</summary>
internal static class LineEnds
{
    /// <summary>CR LF and lone CR become LF, so the number of lines stays.</summary>
    public static string ToLineFeed(string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;
}
