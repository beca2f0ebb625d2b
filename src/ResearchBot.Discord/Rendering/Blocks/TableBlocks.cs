using ResearchBot.Core.Commands;
using ResearchBot.Core.Text;

namespace ResearchBot.Discord.Rendering.Blocks;

/// <summary>A table: in fixed width where that is narrow enough, else one line for each row.</summary>
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
