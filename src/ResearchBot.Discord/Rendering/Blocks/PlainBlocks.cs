using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Text;

namespace ResearchBot.Discord.Rendering.Blocks;

/// <summary>Replies that are a few lines: done, error, why, help, notice.</summary>
internal static class PlainBlocks
{
    private const int LongestLine = 600;
    private const int LongestParagraph = 1_500;
    private static readonly AnswerWording English = AnswerWording.Of(AnswerWording.English);

    /// <summary>Plain lines as they are, empty ones left out.</summary>
    public static IReadOnlyList<Block> Of(string text)
    {
        string[] lines = [.. OutgoingText.Clean(text).Split('\n').Select(OutgoingText.CleanLine).Where(line => line.Length > 0)];
        return LongList.Shorten(
            [.. lines.Select(line => Block.Line(DiscordMarkdown.Escape(DiscordMarkdown.Cut(line, LongestParagraph))))],
            lines.All(line => line.Length <= LongestParagraph),
            "message.txt",
            lines);
    }

    public static IEnumerable<Block> Of(ErrorReply error) =>
        [Block.Of(string.Empty, error.Message, $"\n-# error {DiscordMarkdown.Escape(DiscordMarkdown.Cut(error.Id, LongestLine))}", "error.txt", English)];

    public static IReadOnlyList<Block> Of(WhyReply why)
    {
        Block head = new($"**How answer {DiscordMarkdown.Escape(why.Receipt)} was made**");
        var lines = why.Sections.SelectMany(section => section.Lines.Select((line, i) =>
            Block.Line($"{(i == 0 ? $"**{DiscordMarkdown.Escape(section.Title)}**\n" : string.Empty)}- {DiscordMarkdown.Escape(DiscordMarkdown.Cut(line, LongestLine))}")));
        var isWhole = why.Sections.All(section => section.Lines.All(line => line.Length <= LongestLine));
        return LongList.Shorten([head, .. lines], isWhole, "why.txt", ReplyLines.Of(why));
    }

    public static IReadOnlyList<Block> Of(HelpReply help) => LongList.Shorten(
        [
            new Block("Mention me with a question, or use `/ask`. Follow-ups (“and in 2022?”) use the conversation."),
            .. help.Commands.Select(command => Block.Line($"- `/{command.Name}` {DiscordMarkdown.Escape(command.Summary)}")),
        ],
        isWhole: true,
        "help.txt",
        ReplyLines.Of(help));

    /// <summary>What is said first in a new server.</summary>
    public static IReadOnlyList<Block> Welcome =>
    [
        new("**I answer questions from documents that are loaded here.** Every statement comes with its quote, the document, the place in it, and a mark that the quote was checked. What the documents do not say, I do not answer."),
        new("**Who may steer.** The owner of this server and whoever has Manage Server. `/roles grant` names moderators and people who may load documents; `/settings list` shows what can be set."),
        new("**What is stored.** The documents, questions to me with their answers, and who steered what; old ones are deleted by and by. No other messages of this server. `/forget me` deletes what is kept of you."),
        new("**First steps**\n- `/load` with a file: it can be asked about at once.\n- `/ask`, or mention me with a question.\n- `/help` shows the commands that you may use."),
    ];
}
