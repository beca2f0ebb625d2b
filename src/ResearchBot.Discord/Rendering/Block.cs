using ResearchBot.Core.Answering.Answers;
using ResearchBot.Discord.Payloads;

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
