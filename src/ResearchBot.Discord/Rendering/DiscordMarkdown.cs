using System.Text;
using ResearchBot.Core.Commands;

namespace ResearchBot.Discord.Rendering;

/// <summary>Foreign text inside Discord's Markdown: shown as it is, never bold, never a link, never a mention.</summary>
internal static class DiscordMarkdown
{
    private const string Harmless = ".,;?!'\"%&=+$/ ";

    /// <summary>The text on one line with everything escaped that Discord would read as markup.</summary>
    public static string Escape(string text)
    {
        var line = OutgoingText.CleanLine(text);
        var escaped = new StringBuilder(line.Length + 16);
        var isNumberAtStart = true;
        foreach (var c in line)
        {
            if (char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && (!Harmless.Contains(c, StringComparison.Ordinal) || (c == '.' && isNumberAtStart)))
            {
                escaped.Append('\\');
            }

            isNumberAtStart &= char.IsAsciiDigit(c);
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Lines in a block of fixed width, in which nothing is markup but its own end.</summary>
    public static string CodeBlock(IEnumerable<string> lines) =>
        $"```\n{string.Join('\n', lines.Select(line => OutgoingText.Clean(line).Replace('\n', ' ').Replace("`", "ˋ", StringComparison.Ordinal)))}\n```";
}
