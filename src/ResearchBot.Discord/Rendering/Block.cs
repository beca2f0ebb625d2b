using System.Text;
using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Discord.Rendering;

/// <summary>A piece of a reply that stands whole in one message: a statement, a quote with its source, a row.</summary>
/// <param name="Text">Discord's Markdown with all foreign text escaped, at most <see cref="Longest"/> characters.</param>
internal sealed record Block(string Text)
{
    /// <summary>Characters of one block: it fits into a message with a heading above it.</summary>
    public const int Longest = 3_300;

    public OutgoingFile? File { get; init; }

    /// <summary>Whether it is the next line of the text before it, not a paragraph of its own.</summary>
    public bool IsLine { get; init; }

    /// <summary>Whether it is nothing without what follows; a heading has no more than a few words.</summary>
    public bool IsHeading { get; init; }

    public int Components => (IsLine ? 0 : 1) + (File is null ? 0 : 2); // a line after a file begins a text of its own

    /// <summary>Foreign text between words of our own; where it is too long, it goes whole into a file.</summary>
    public static Block Of(string before, string foreign, string after, string file, AnswerWording words)
    {
        var text = $"{before}{DiscordMarkdown.Escape(foreign)}{after}";
        return text.Length <= Longest
            ? new Block(text)
            : new Block($"{before}{DiscordMarkdown.Escape(words.With(Phrase.Attached, file))}{after}") { File = OutgoingFile.OfText(file, foreign) };
    }

    public static Block Line(string text) => new(text) { IsLine = true };
}

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
