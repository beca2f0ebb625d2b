using ResearchBot.Core.Text;

namespace ResearchBot.Slack.Rendering;

/// <summary>Foreign text in Slack's mrkdwn, where three characters begin everything that could ping or link.</summary>
internal static class SlackText
{
    private const int LongestFallback = 3_000;

    /// <summary>The text on one line, without mentions, links or dates.</summary>
    public static string Escape(string text) => OutgoingText.CleanLine(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The same, as long as a notification may be, and never empty.</summary>
    public static string Fallback(IEnumerable<string> lines)
    {
        var text = Escape(Cut(string.Join(" ", lines.Where(line => line.Length > 0)), LongestFallback / 5));
        return text.Length == 0 ? "ResearchBot" : text;
    }

    /// <summary>The first characters, never half of one.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1), "…");
}
