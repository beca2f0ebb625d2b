using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Discord.Rendering;

/// <summary>Draws replies of a few lines: done, error, why, help, notice.</summary>
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

    public static IReadOnlyList<Block> Welcome =>
    [
        new("**I answer questions from documents that are loaded here.** Every statement comes with its quote, the document, the place in it, and a mark that the quote was checked. What the documents do not say, I do not answer."),
        new("**Who may steer.** The owner of this server and whoever has Manage Server. `/roles grant` names moderators and people who may load documents; `/settings list` shows what can be set."),
        new("**What is stored.** The documents, questions to me with their answers, and who steered what; old ones are deleted by and by. No other messages of this server. `/forget me` deletes what is kept of you."),
        new("**First steps**\n- `/load` with a file: it can be asked about at once.\n- `/ask`, or mention me with a question.\n- `/help` shows the commands that you may use."),
    ];
}

/// <summary>Draws a table: in fixed width if it is narrow enough, else with one line for each row.</summary>
internal static class TableBlocks
{
    private const int Widest = 76;
    private const int Gap = 2;
    private const int RowsOfBlock = 20;
    private const int LongestRow = 700;

    public static IReadOnlyList<Block> Of(TableReply table)
    {
        string[][] cells = [[.. table.Columns.Select(OutgoingText.CleanLine)], .. table.Rows.Select(row => row.Select(OutgoingText.CleanLine).ToArray())];
        var widths = table.Columns.Select((_, i) => cells.Max(row => i < row.Length ? row[i].Length : 0)).ToArray();
        var isNarrow = widths.Sum() + ((widths.Length - 1) * Gap) <= Widest;
        string[] plain = [.. TableText.Lines(table)];
        string[] rows = [.. plain.Skip(1).Select(line => line.Trim())];
        Block title = new($"**{DiscordMarkdown.Escape(DiscordMarkdown.Cut(table.Title, LongestRow))}**");
        var isWhole = OutgoingText.CleanLine(table.Title).Length <= LongestRow && (isNarrow || rows.All(row => row.Length <= LongestRow));
        return LongList.Shorten(
            [title, .. rows.Length == 0 ? [] : isNarrow ? InFixedWidth(cells, widths) : rows.Select(Row)], isWhole, "table.txt", plain);
    }

    private static IEnumerable<Block> InFixedWidth(string[][] cells, int[] widths) => cells
        .Select(row => string.Join(new string(' ', Gap), row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd())
        .Chunk(RowsOfBlock)
        .Select(lines => new Block(DiscordMarkdown.CodeBlock(lines)));

    private static Block Row(string row) => Block.Line($"- {DiscordMarkdown.Escape(DiscordMarkdown.Cut(row, LongestRow))}");
}

/// <summary>Shortens a list that is too long for a chat: it is cut after two messages, and a file has all of it.</summary>
internal static class LongList
{
    private const int MostMessages = 2;

    /// <param name="isWhole">Whether nothing was cut inside of the blocks.</param>
    public static IReadOnlyList<Block> Shorten(IReadOnlyList<Block> blocks, bool isWhole, string file, IEnumerable<string> lines)
    {
        var parts = MessageSplitter.Split(blocks);
        if (isWhole && parts.Count <= MostMessages)
        {
            return blocks;
        }

        var tail = new Block($"-# Not all of it is shown here; {DiscordMarkdown.Escape(file)} has the whole.") { File = OutgoingFile.OfText(file, string.Join('\n', lines)) };
        List<Block> kept = [.. parts.Take(MostMessages).SelectMany(part => part), tail];
        while (MessageSplitter.Split(kept).Count > MostMessages)
        {
            kept.RemoveAt(kept.Count - 2);
        }

        return kept;
    }
}
