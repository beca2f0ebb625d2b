using System.Text.RegularExpressions;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>Sanitises a model's words: plain text on one line.</summary>
internal static partial class ModelText
{
    private const int Longest = 600;

    /// <summary>The statement without markup; null if it contains a link, mention, image or tag, or is too long, and must not be shown.</summary>
    public static string? Clean(string written)
    {
        if (written.Length > 2 * Longest)
        {
            return null;
        }

        var text = OutgoingText.CleanLine(Emphasis().Replace(CitationMark().Replace(written, string.Empty), "$2")).Trim();
        return text.Length is 0 or > Longest || text.Contains('\uFFFD') || Forbidden().IsMatch(text) ? null : text;
    }

    [GeneratedRegex(@"\s*(\[\^?\d{1,2}\]|【[^】]*】)")]
    private static partial Regex CitationMark();

    [GeneratedRegex(@"(\*\*|__|`)(.+?)\1")]
    private static partial Regex Emphasis();

    /// <summary>Addresses with or without a scheme, mentions of every platform, tags, images, Markdown links.</summary>
    [GeneratedRegex(
        @"^#|\w+://|\bwww\.|\b(mailto|tel|data|javascript|file):\S|[\w-]+\.(com|net|org|io|ai|gg|ru|cn|de|info|biz|xyz|top|app|dev|co|me|link|site|online|uk|eu|us)\b(/|\s|$|[.,;:?!)])"
        + @"|<[@#!:a-z/]|(^|\W)@\w|&[a-z#0-9]+;|!\[|\]\s*[\(\[]|</?[a-z]",
        RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();
}
