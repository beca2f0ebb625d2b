using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Markup;

/// <summary>The tables of AsciiDoc.</summary>
internal static partial class AsciiDocTable
{
    /// <param name="lines">What stands between the delimiters.</param>
    /// <param name="mark">The first character of the delimiter, which parts the cells.</param>
    /// <param name="style">The first attribute of the table.</param>
    public static void Write(
        LinedHtml html, List<MarkupLine> lines, char mark, string style, Func<string, string> inline, Action<IReadOnlyList<MarkupLine>> blocks)
    {
        var cells = mark is ',' or ':' ? Separated(lines, mark) : Marked(lines, mark);
        var columns = cells.Count == 0 ? 1 : Math.Max(1, cells.TakeWhile(cell => cell.Line == cells[0].Line).Sum(cell => cell.Across));
        var first = lines.FindIndex(line => !line.IsBlank);
        var header = style.Contains("header", StringComparison.Ordinal)
            || (first == 0 && cells.Count > columns && lines.Count > 1 && lines.Skip(1).TakeWhile(line => line.IsBlank).Any());
        html.Tag("<table>");
        var row = 0;
        for (var at = 0; at < cells.Count; row++)
        {
            html.Html("<tr>", cells[at].Line);
            for (var width = 0; at < cells.Count && width < columns; at++)
            {
                var cell = cells[at];
                width += cell.Across;
                var tag = row == 0 && header ? "th" : "td";
                var across = cell.Across > 1 ? $" colspan={cell.Across}" : "";
                var down = cell.Down > 1 ? $" rowspan={cell.Down}" : "";
                html.Tag($"<{tag}{across}{down}>");
                if (cell.IsDocument)
                {
                    blocks([.. cell.Text.Split('\n').Select((text, i) => new MarkupLine(text, cell.Line + i))]);
                }
                else
                {
                    html.Html(inline(cell.Text.Trim()), cell.Line + cell.Text.TakeWhile(char.IsWhiteSpace).Count(c => c == '\n'));
                }

                html.Tag($"</{tag}>");
            }

            html.Tag("</tr>");
        }

        html.Tag("</table>");
    }

    private static List<Cell> Separated(List<MarkupLine> lines, char mark) => [.. lines.Where(line => !line.IsBlank)
        .SelectMany(line => line.Text.Split(mark).Select(text => new Cell(text.Trim().Trim('"'), line.Number, 1, 1, false)))];

    private static List<Cell> Marked(List<MarkupLine> lines, char mark)
    {
        var cells = new List<Cell>();
        foreach (var line in lines)
        {
            var text = line.Text;
            var at = 0;
            foreach (Match start in Start().Matches(text).Where(match => match.Groups["mark"].Value[0] == mark))
            {
                Extend(text[at..start.Index], at > 0);
                var across = Count(start.Groups["across"].Value);
                var copies = start.Groups["copies"].Success ? Math.Min(Count(start.Groups["copies"].Value), 100) : 1;
                for (; copies > 0; copies--)
                {
                    cells.Add(new Cell("", line.Number, across, Count(start.Groups["down"].Value), start.Groups["style"].Value == "a"));
                }

                at = start.Index + start.Length;
            }

            Extend(text[at..], at > 0);

            void Extend(string more, bool sameLine)
            {
                if (cells.Count > 0)
                {
                    cells[^1] = cells[^1] with { Text = sameLine ? cells[^1].Text + more : $"{cells[^1].Text}\n{more}" };
                }
            }
        }

        return cells;
    }

    private static int Count(string text) => int.TryParse(text, out var count) ? Math.Clamp(count, 1, 100) : 1;

    [GeneratedRegex(@"(?<!\\)(?:(?<=^|\s)(?:(?<copies>\d{1,3})\*|(?<across>\d{1,3})?(?:\.(?<down>\d{1,3}))?\+)?[<^>]?(?:\.[<^>])?(?<style>[adehlmsv])?)?(?<mark>[|!])")]
    private static partial Regex Start();

    private sealed record Cell(string Text, int Line, int Across, int Down, bool IsDocument);
}
