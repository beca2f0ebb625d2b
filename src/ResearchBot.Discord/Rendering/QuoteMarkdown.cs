using System.Text;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Documents;

namespace ResearchBot.Discord.Rendering;

/// <summary>Draws a quote as Discord does: lists as lists, tables and code in fixed width, what answers in bold.</summary>
internal static class QuoteMarkdown
{
    /// <summary>Columns of a table that a phone shows without breaking its lines.</summary>
    private const int WidestOnPhone = 40;

    /// <summary>The lines, each marked as quoted.</summary>
    /// <param name="number">Before the first line; may be empty.</param>
    public static string Of(CardQuote quote, string number)
    {
        var lines = new List<string>();
        for (var i = 0; i < quote.Lines.Count; i++)
        {
            var line = quote.Lines[i];
            if (line.Kind is BlockKind.Header or BlockKind.Row)
            {
                var table = quote.Lines.Skip(i).TakeWhile(one => one.Kind is BlockKind.Header or BlockKind.Row).ToArray();
                lines.AddRange(Table(table));
                i += table.Length - 1;
            }
            else if (line.Kind == BlockKind.Code)
            {
                lines.AddRange(DiscordMarkdown.CodeBlock(string.Join('\n', line.Runs.Select(run => run.Text)).Split('\n')).Split('\n'));
            }
            else
            {
                lines.Add($"{Marker(line)}{Runs(line)}");
            }
        }

        if (number.Length > 0 && lines[0].StartsWith("```", StringComparison.Ordinal))
        {
            lines.Insert(0, string.Empty);
        }

        return string.Join('\n', lines.Select((line, i) => $"> {(i == 0 ? number : string.Empty)}{line}"));
    }

    private static string Marker(CardLine line) => line.Kind != BlockKind.Item ? string.Empty
        : $"{new string(' ', 2 * Math.Min(line.Indent, 3))}{(line.Marker is [>= '0' and <= '9', ..] ? $"{DiscordMarkdown.Escape(line.Marker)} " : "- ")}";

    private static string Runs(CardLine line)
    {
        var isWhole = line.Runs.All(run => run.IsAnswer);
        var shown = new StringBuilder();
        foreach (var run in line.Runs)
        {
            var text = DiscordMarkdown.Escape(OutgoingText.Cells(run.Text));
            shown.Append(shown.Length > 0 ? " " : string.Empty).Append(run.IsAnswer && (!isWhole || line.Kind != BlockKind.Item) && text.Length > 0 ? $"**{text}**" : text);
        }

        return shown.ToString();
    }

    private static IEnumerable<string> Table(CardLine[] rows)
    {
        string[][] cells = [.. rows.Select(row => row.Text.Split('\t').Select(OutgoingText.CleanLine).ToArray())];
        var columns = cells.Max(row => row.Length);
        var widths = Enumerable.Range(0, columns).Select(column => cells.Max(row => column < row.Length ? row[column].Length : 0)).ToArray();
        return widths.Sum() + (2 * (columns - 1)) <= WidestOnPhone
            ? DiscordMarkdown.CodeBlock(cells.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd())).Split('\n')
            : rows.Select((row, i) => row.Kind == BlockKind.Header
                ? string.Join(" · ", cells[i].Select(cell => $"*{DiscordMarkdown.Escape(cell)}*"))
                : string.Join(" · ", cells[i].Where(cell => cell.Length > 0).Select(cell => row.Runs.Any(run => run.IsAnswer) ? $"**{DiscordMarkdown.Escape(cell)}**" : DiscordMarkdown.Escape(cell))));
    }
}
