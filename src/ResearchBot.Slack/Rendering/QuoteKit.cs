using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Text;

namespace ResearchBot.Slack.Rendering;

/// <summary>Draws a quote as Slack does: lists as lists, tables and code in fixed width, what answers in bold.</summary>
internal static class QuoteKit
{
    /// <summary>Columns of a table that a phone shows without breaking its lines.</summary>
    private const int WidestOnPhone = 40;

    private const int DeepestIndent = 8;

    /// <param name="number">Before the first line; may be empty.</param>
    public static JsonObject Of(CardQuote quote, string number)
    {
        var elements = new List<JsonObject>();
        for (var i = 0; i < quote.Lines.Count;)
        {
            var line = quote.Lines[i];
            var alike = quote.Lines.Skip(i).TakeWhile(one => AreAlike(one, line)).ToArray();
            elements.Add(line.Kind switch
            {
                BlockKind.Code => Kit.Element("rich_text_preformatted", Kit.Run(string.Join('\n', alike.Select(Clean)), keepLines: true)),
                BlockKind.Header or BlockKind.Row => Table(alike),
                BlockKind.Item => List(alike),
                _ => Kit.Element("rich_text_quote", [.. alike.SelectMany((one, at) => (JsonNode[])[.. at > 0 ? [Kit.LineEnd()] : Array.Empty<JsonNode>(), .. Runs(one)])]),
            });
            i += alike.Length;
        }

        if (number.Length > 0)
        {
            if (elements is [var first, ..] && first["type"]!.ToString() == "rich_text_quote")
            {
                first["elements"]!.AsArray().Insert(0, Kit.Run(number + " ", bold: true));
            }
            else
            {
                elements.Insert(0, Kit.Element("rich_text_section", Kit.Run(number, bold: true)));
            }
        }

        return Kit.RichText([.. elements]);
    }

    private static bool AreAlike(CardLine one, CardLine other) => Group(one.Kind) == Group(other.Kind)
        && (one.Kind != BlockKind.Item || (one.Indent == other.Indent && IsOrdered(one) == IsOrdered(other)));

    private static BlockKind Group(BlockKind kind) => kind switch
    {
        BlockKind.Header => BlockKind.Row,
        BlockKind.Row or BlockKind.Item or BlockKind.Code => kind,
        _ => BlockKind.Paragraph,
    };

    private static bool IsOrdered(CardLine line) => line.Marker is [>= '0' and <= '9', ..];

    private static JsonObject List(CardLine[] items)
    {
        var list = Kit.Element("rich_text_list", [.. items.Select(item => Kit.Element("rich_text_section", [.. Runs(item)]))]);
        list["style"] = IsOrdered(items[0]) ? "ordered" : "bullet";
        list["indent"] = Math.Min(items[0].Indent, DeepestIndent);
        list["border"] = 1;
        if (IsOrdered(items[0]) && int.TryParse(items[0].Marker.TrimEnd('.', ')'), out var first) && first > 1)
        {
            list["offset"] = first - 1;
        }

        return list;
    }

    private static JsonObject Table(CardLine[] rows)
    {
        string[][] cells = [.. rows.Select(row => row.Text.Split('\t').Select(OutgoingText.CleanLine).ToArray())];
        var columns = cells.Max(row => row.Length);
        var widths = Enumerable.Range(0, columns).Select(column => cells.Max(row => column < row.Length ? row[column].Length : 0)).ToArray();
        return widths.Sum() + (2 * (columns - 1)) <= WidestOnPhone
            ? Kit.Element("rich_text_preformatted", Kit.Run(string.Join('\n', cells.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd())), keepLines: true))
            : Kit.Element("rich_text_quote", [.. rows.SelectMany((row, i) => (JsonNode[])
            [
                .. i > 0 ? [Kit.LineEnd()] : Array.Empty<JsonNode>(),
                Kit.Run(string.Join(" · ", cells[i].Where(cell => cell.Length > 0)), bold: row.Runs.Any(run => run.IsAnswer), italic: row.Kind == BlockKind.Header),
            ])]);
    }

    private static IEnumerable<JsonNode> Runs(CardLine line)
    {
        var isWhole = line.Kind == BlockKind.Item && line.Runs.All(run => run.IsAnswer);
        return line.Runs.Select((run, i) => Kit.Run((i > 0 ? " " : string.Empty) + OutgoingText.Cells(run.Text), bold: run.IsAnswer && !isWhole));
    }

    private static string Clean(CardLine line) => OutgoingText.Clean(string.Join('\n', line.Runs.Select(run => run.Text)));
}
