namespace ResearchBot.Readers.Markup;

/// <summary>The drawn tables of reStructuredText: grids and columns under rules.</summary>
internal static class RstTables
{
    /// <param name="blocks">Writes a cell's lines.</param>
    /// <returns>The index behind the table that begins at <paramref name="at"/>; <paramref name="at"/> if none does.</returns>
    public static int Write(LinedHtml html, IReadOnlyList<MarkupLine> lines, int at, Action<IReadOnlyList<MarkupLine>> blocks)
    {
        var text = lines[at].Text;
        return text.StartsWith("+-", StringComparison.Ordinal) && text.EndsWith('+') ? Grid(html, lines, at, blocks)
            : text.StartsWith('=') && text.Contains(' ') && text.All(c => c is '=' or ' ') ? Simple(html, lines, at, blocks)
            : at;
    }

    private static int Grid(LinedHtml html, IReadOnlyList<MarkupLine> lines, int at, Action<IReadOnlyList<MarkupLine>> blocks)
    {
        var end = at;
        while (end < lines.Count && lines[end].Text is ['+' or '|', ..])
        {
            end++;
        }

        var part = lines.Skip(at).Take(end - at).ToList();
        var edges = part.SelectMany(line => line.Text.Select((c, i) => c == '+' ? i : -1)).Where(i => i >= 0).Distinct().Order().ToList();
        var head = part.FindIndex(line => line.Text.StartsWith("+=", StringComparison.Ordinal));
        html.Tag("<table>");
        for (var top = 0; top + 1 < part.Count;)
        {
            var bottom = top + 1;
            while (bottom < part.Count && !part[bottom].Text.StartsWith("+-", StringComparison.Ordinal) && !part[bottom].Text.StartsWith("+=", StringComparison.Ordinal))
            {
                bottom++;
            }

            var rows = part[(top + 1)..bottom].Select(line => line.Text.Contains("+-", StringComparison.Ordinal) ? line with { Text = Without(line.Text) } : line).ToList();
            Row(html, rows, Columns(rows, edges), bottom <= head ? "th" : "td", blocks);
            top = bottom;
        }

        html.Tag("</table>");
        return end;
    }

    /// <summary>The rule of a cell beside one that goes on.</summary>
    private static string Without(string text) => string.Concat(text.Select(c => c is '-' or '+' ? ' ' : c));

    /// <summary>The edges that all of a row's lines have.</summary>
    private static List<(int Start, int End)> Columns(List<MarkupLine> rows, List<int> edges)
    {
        var open = edges.Where(edge => rows.All(row => edge >= row.Text.Length || row.Text[edge] is '|' or '+' or ' ') && rows.Any(row => edge < row.Text.Length && row.Text[edge] == '|')).ToList();
        return [.. open.Zip(open.Skip(1), (start, end) => (start + 1, end))];
    }

    private static int Simple(LinedHtml html, IReadOnlyList<MarkupLine> lines, int at, Action<IReadOnlyList<MarkupLine>> blocks)
    {
        var rule = lines[at].Text;
        var columns = new List<(int Start, int End)>();
        for (var i = 0; i < rule.Length; i++)
        {
            if (rule[i] == '=' && (i == 0 || rule[i - 1] == ' '))
            {
                var close = rule.IndexOf(' ', i);
                var next = close < 0 ? -1 : rule.IndexOf('=', close);
                columns.Add((i, next < 0 ? int.MaxValue : next));
            }
        }

        var rules = Enumerable.Range(at, lines.Count - at).TakeWhile(i => i == at || !lines[i].IsBlank || !IsRule(lines[i - 1].Text) || i == at + 1)
            .Where(i => IsRule(lines[i].Text)).Take(3).ToList();
        if (rules.Count < 2)
        {
            return at;
        }

        var header = rules.Count > 2 ? rules[1] : at;
        var end = rules[^1];
        html.Tag("<table>");
        for (var i = at + 1; i < end;)
        {
            var row = new List<MarkupLine>();
            for (; i < end && (row.Count == 0 || lines[i].IsBlank == false && lines[i].Text.Length > 0 && lines[i].Text[0] == ' '); i++)
            {
                row.Add(lines[i]);
            }

            if (!row[0].IsBlank && !row[0].Text.All(c => c is '=' or '-' or ' '))
            {
                Row(html, row, columns, i <= header ? "th" : "td", blocks);
            }
        }

        html.Tag("</table>");
        return end + 1;

        static bool IsRule(string text) => text.StartsWith('=') && text.All(c => c is '=' or ' ');
    }

    private static void Row(LinedHtml html, List<MarkupLine> lines, List<(int Start, int End)> columns, string tag, Action<IReadOnlyList<MarkupLine>> blocks)
    {
        if (lines.Count == 0)
        {
            return;
        }

        html.Html("<tr>", lines[0].Number);
        foreach (var (start, end) in columns)
        {
            html.Tag($"<{tag}>");
            blocks([.. lines.Select(line => line with { Text = Cut(line.Text, start, end) })]);
            html.Tag($"</{tag}>");
        }

        html.Tag("</tr>");

        static string Cut(string text, int start, int end) => start >= text.Length ? "" : text[start..Math.Min(end, text.Length)].Trim();
    }
}
