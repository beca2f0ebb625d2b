using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Markup;

/// <summary>The explicit markup of reStructuredText: what <c>..</c> begins.</summary>
/// <param name="blocks">Writes lines as blocks.</param>
/// <param name="inline">Makes HTML of a line's markup.</param>
internal sealed partial class RstDirectives(LinedHtml html, Action<IReadOnlyList<MarkupLine>> blocks, Func<string, string> inline)
{
    private static readonly HashSet<string> Code =
    [
        "code", "code-block", "sourcecode", "parsed-literal", "prompt", "ipython", "doctest", "testcode", "math", "graphviz", "mermaid", "uml",
        "productionlist",
    ];

    /// <summary>Directives that show nothing of what stands in them, or only what other files hold.</summary>
    private static readonly HashSet<string> Silent =
    [
        "contents", "toctree", "include", "literalinclude", "raw", "index", "meta", "highlight", "default-role", "role", "image", "currentmodule",
        "module", "py:module", "py:currentmodule", "automodule", "autoclass", "autofunction", "automethod", "sectnum", "section-numbering", "target-notes",
        "tabularcolumns", "todolist", "todo", "testsetup", "testcleanup", "sectionauthor", "codeauthor", "autosummary", "only-options", "plot", "replace",
        "unicode", "date", "header", "footer", "bibliography", "video", "youtube",
    ];

    private static readonly HashSet<string> Notes =
    [
        "note", "warning", "tip", "important", "caution", "danger", "attention", "error", "hint", "seealso", "admonition", "topic", "sidebar", "versionadded",
        "versionchanged", "deprecated", "versionremoved",
    ];

    /// <summary>Directives whose argument is not shown.</summary>
    private static readonly HashSet<string> Unnamed = ["container", "class", "only", "rst-class", "tabs", "grid", "glossary", "highlights", "epigraph"];

    /// <summary>Writes the markup that begins at <paramref name="at"/>.</summary>
    public void Explicit(IReadOnlyList<MarkupLine> lines, int at, int end)
    {
        var text = lines[at].Text;
        if (Footnote().Match(text) is { Success: true } note)
        {
            html.Html("<div role=note>", lines[at].Number);
            blocks([lines[at] with { Text = $"[{note.Groups["label"].Value}] {text[note.Length..]}" }, .. Below(lines, at + 1, end)]);
            html.Tag("</div>");
            return;
        }

        if (Directive().Match(text) is not { Success: true } match)
        {
            return; // a comment, a target or a substitution
        }

        var below = Below(lines, at + 1, end);
        var options = below.TakeWhile(line => Option().IsMatch(line.Text)).ToList();
        var argument = new MarkupLine(match.Groups["argument"].Value.Trim(), lines[at].Number);
        Write(match.Groups["name"].Value.ToLowerInvariant(), argument, options, below[options.Count..]);
    }

    private void Write(string name, MarkupLine argument, List<MarkupLine> options, List<MarkupLine> content)
    {
        if (Code.Contains(name))
        {
            var language = name is "code" or "code-block" or "sourcecode" ? argument.Text : null;
            html.Code(name == "math" && argument.Text.Length > 0 ? [argument, .. content] : content, language);
        }
        else if (Silent.Contains(name))
        {
            Option("caption", options, "p");
        }
        else if (Notes.Contains(name))
        {
            html.Html("<div role=note>", argument.Number);
            Contents(argument, content);
            html.Tag("</div>");
        }
        else if (name is "csv-table" or "list-table" or "table")
        {
            Words(argument, "p");
            Table(name, options, content);
        }
        else if (name == "figure")
        {
            var caption = content.SkipWhile(line => line.IsBlank).TakeWhile(line => !line.IsBlank).ToList();
            html.Tag("<figcaption>");
            blocks(caption);
            html.Tag("</figcaption>");
            blocks([.. content.SkipWhile(line => line.IsBlank).Skip(caption.Count)]);
        }
        else
        {
            Contents(Unnamed.Contains(name) ? argument with { Text = "" } : argument, content);
        }
    }

    private void Contents(MarkupLine argument, List<MarkupLine> content)
    {
        var goesOn = content.Count > 0 && content[0].Number == argument.Number + 1 && !content[0].IsBlank;
        if (goesOn && argument.Text.Length > 0)
        {
            blocks([argument, .. content]);
            return;
        }

        Words(argument, "p");
        blocks(content);
    }

    private void Words(MarkupLine words, string tag)
    {
        if (words.Text.Length > 0)
        {
            html.Html($"<{tag}>{inline(words.Text)}</{tag}>", words.Number);
        }
    }

    private void Option(string name, List<MarkupLine> options, string tag)
    {
        foreach (var option in options.Where(option => option.Text.StartsWith($":{name}:", StringComparison.Ordinal)))
        {
            Words(option with { Text = option.Text[(name.Length + 2)..].Trim() }, tag);
        }
    }

    private void Table(string name, List<MarkupLine> options, List<MarkupLine> content)
    {
        if (name == "table")
        {
            blocks(content);
            return;
        }

        var headers = options.Select(option => HeaderRows().Match(option.Text)).FirstOrDefault(match => match.Success) is { } rows
            ? int.Parse(rows.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
        html.Tag("<table>");
        foreach (var header in options.Where(option => option.Text.StartsWith(":header:", StringComparison.Ordinal)))
        {
            Row(CsvCells(header.Text[8..]).Select(cell => header with { Text = cell }), "th");
        }

        var number = 0;
        foreach (var row in name == "csv-table" ? CsvRows(content) : ListRows(content))
        {
            Row(row, number++ < headers ? "th" : "td");
        }

        html.Tag("</table>");
    }

    private void Row(IEnumerable<MarkupLine> cells, string tag)
    {
        html.Tag("<tr>");
        foreach (var cell in cells)
        {
            html.Html($"<{tag}>{inline(cell.Text)}</{tag}>", cell.Number);
        }

        html.Tag("</tr>");
    }

    private static IEnumerable<IEnumerable<MarkupLine>> CsvRows(List<MarkupLine> content) => content.Where(line => !line.IsBlank)
        .Select(line => CsvCells(line.Text).Select(cell => line with { Text = cell }));

    private static IEnumerable<string> CsvCells(string line) =>
        Cell().Matches(line.Trim()).Select(match => match.Groups["quoted"].Success
            ? match.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal)
            : match.Groups["plain"].Value.Trim());

    /// <summary>Each outer item is a row, each inner one a cell.</summary>
    private static List<List<MarkupLine>> ListRows(List<MarkupLine> content)
    {
        var rows = new List<List<MarkupLine>>();
        foreach (var line in content.Where(line => !line.IsBlank))
        {
            if (RowStart().Match(line.Text) is { Success: true } start)
            {
                rows.Add([line with { Text = line.Text[start.Length..] }]);
            }
            else if (CellStart().Match(line.Text) is { Success: true } cell && rows.Count > 0)
            {
                rows[^1].Add(line with { Text = line.Text[cell.Length..] });
            }
            else if (rows.Count > 0)
            {
                rows[^1][^1] = rows[^1][^1] with { Text = $"{rows[^1][^1].Text}\n{line.Text.Trim()}" };
            }
        }

        return rows;
    }

    private static List<MarkupLine> Below(IReadOnlyList<MarkupLine> lines, int start, int end)
    {
        var below = lines.Skip(start).Take(end - start).ToList();
        var indent = below.Where(line => !line.IsBlank).Select(line => line.Indent).DefaultIfEmpty(0).Min();
        return below.ConvertAll(line => line.Without(indent));
    }

    [GeneratedRegex(@"^\.\. \[(?<label>[#*\w.-]+)\]\s*")]
    private static partial Regex Footnote();

    [GeneratedRegex(@"^\.\. (?:\|[^|]+\|\s+)?(?<name>[A-Za-z][\w:.+-]*)\s?::(?:\s+(?<argument>.*))?$")]
    private static partial Regex Directive();

    [GeneratedRegex(@"^:[A-Za-z][\w-]*:(?:\s|$)")]
    private static partial Regex Option();

    [GeneratedRegex(@"^:header-rows:\s*(?<count>\d{1,3})")]
    private static partial Regex HeaderRows();

    [GeneratedRegex("""(?:^|,)\s*(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^,]*))""")]
    private static partial Regex Cell();

    [GeneratedRegex(@"^[-*+]\s+[-*+](?:\s+|$)")]
    private static partial Regex RowStart();

    [GeneratedRegex(@"^\s+[-*+](?:\s+|$)")]
    private static partial Regex CellStart();
}
