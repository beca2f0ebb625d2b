using System.Text;
using ResearchBot.Core.Text;

namespace ResearchBot.Discord.Rendering;

/// <summary>Foreign text inside Discord's Markdown: shown as it is, never bold, never a link, never a mention.</summary>
internal static class DiscordMarkdown
{
    private const string Harmless = ",;?!'\"%&=+$/ ";

    public static string Escape(string text)
    {
        var line = OutgoingText.CleanLine(text);
        var escaped = new StringBuilder(line.Length + 16);
        var isNumberAtStart = true;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '.' ? isNumberAtStart || IsInName(line, i) : char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && !Harmless.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            isNumberAtStart &= char.IsAsciiDigit(c);
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    public static string Cut(string text, int most)
    {
        var line = OutgoingText.CleanLine(text);
        return line.Length <= most ? line : $"{line[..(char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1)]}…";
    }

    /// <summary>Lines in a block of fixed width, in which nothing is markup but its own end.</summary>
    public static string CodeBlock(IEnumerable<string> lines) =>
        $"```\n{string.Join('\n', lines.Select(line => OutgoingText.Clean(line).Replace('\n', ' ').Replace("`", "ˋ", StringComparison.Ordinal)))}\n```";

    /// <summary>Invitations are known by their host's name alone (discord.gg/…), so a dot before a letter is escaped.</summary>
    private static bool IsInName(string line, int dot) => dot + 1 < line.Length && char.IsLetter(line[dot + 1]);
}
