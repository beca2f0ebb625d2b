using System.Text;
using System.Text.RegularExpressions;

namespace ResearchBot.Tests.Discord.Rendering;

/// <summary>How Discord reads escaped text: a backslash before what is neither letter, digit nor space shows that character.</summary>
internal static partial class ShownText
{
    /// <summary>The text that a person sees; throws where something in it would be markup.</summary>
    public static string Of(string escaped)
    {
        var shown = new StringBuilder();
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] == '\\' && i + 1 < escaped.Length && !char.IsAsciiLetterOrDigit(escaped[i + 1]) && !char.IsWhiteSpace(escaped[i + 1]))
            {
                shown.Append(escaped[++i]);
            }
            else
            {
                "\\`*_~|<>@#:[]()-".ShouldNotContain(escaped[i], $"Markup at {i} of {escaped}");
                shown.Append(escaped[i]);
            }
        }

        ListNumber().IsMatch(escaped).ShouldBeFalse(escaped);
        Link().IsMatch(escaped).ShouldBeFalse(escaped);
        return shown.ToString();
    }

    [GeneratedRegex(@"^\s*\d+\. ")]
    private static partial Regex ListNumber();

    [GeneratedRegex(@"https?://|discord\.gg|discord(app)?\.com", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
