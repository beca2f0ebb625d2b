using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Markup;

/// <summary>Org, as Emacs exports it.</summary>
public sealed partial class OrgReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".org"];

    public override ReadDocument Read(FileToRead file)
    {
        var lines = MarkupLine.Of(LineEnds.ToLineFeed(TextDecoder.Decode(file.Content)));
        var about = new Dictionary<string, string>();
        foreach (var line in lines)
        {
            if (Stated().Match(line.Text) is { Success: true } match && StatedText.Clean(match.Groups["value"].Value) is { Length: > 0 } value)
            {
                about.TryAdd(match.Groups["key"].Value.ToLowerInvariant() switch { "date" => "published", var key => key }, value);
            }
        }

        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        OrgHtml.Of(lines).WriteTo(builder);
        var title = about.GetValueOrDefault("title") ?? builder.FirstHeading();
        return builder.Build(title, StatedDate.ToIso(about.GetValueOrDefault("published")?.Trim('<', '>', '[', ']').Split(' ')[0]), about);
    }

    [GeneratedRegex(@"^#\+(?<key>title|author|date|language):\s*(?<value>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Stated();
}

/// <summary>Writes the elements of Org as HTML.</summary>
internal sealed partial class OrgHtml
{
    private readonly LinedHtml _html = new();
    private readonly Stack<(int Indent, string Tag)> _lists = new();

    public static LinedHtml Of(IReadOnlyList<MarkupLine> lines)
    {
        var org = new OrgHtml();
        for (var at = 0; at < lines.Count;)
        {
            at = Math.Max(at + 1, org.Element(lines, at));
        }

        org.CloseLists(-1);
        return org._html;
    }

    /// <returns>The index behind the element.</returns>
    private int Element(IReadOnlyList<MarkupLine> lines, int at)
    {
        var line = lines[at];
        var text = line.Text.TrimStart();
        if (Heading().Match(line.Text) is { Success: true } heading)
        {
            CloseLists(-1);
            var level = Math.Min(6, heading.Groups["stars"].Length);
            _html.Html($"<h{level}>{Inline(heading.Groups["words"].Value)}</h{level}>", line.Number);
            return at + 1;
        }

        if (Begin().Match(text) is { Success: true } begin)
        {
            return Between(lines, at, begin);
        }

        if (text.StartsWith("#+caption:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("#+title:", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("#+subtitle:", StringComparison.OrdinalIgnoreCase))
        {
            _html.Html($"<p>{Inline(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())}</p>", line.Number);
            return at + 1;
        }

        if (Drawer().IsMatch(text))
        {
            var end = at + 1;
            while (end < lines.Count && !lines[end].Text.Trim().Equals(":END:", StringComparison.OrdinalIgnoreCase) && !Heading().IsMatch(lines[end].Text))
            {
                end++;
            }

            return end < lines.Count && !Heading().IsMatch(lines[end].Text) ? end + 1 : at + 1;
        }

        if (text.Length == 0 || text.StartsWith("#+", StringComparison.Ordinal) || text is "#" || text.StartsWith("# ", StringComparison.Ordinal)
            || Planning().IsMatch(text) || text.All(c => c == '-') && text.Length > 4)
        {
            return at + 1;
        }

        return text[0] == '|' ? Table(lines, at) : text == ":" || text.StartsWith(": ", StringComparison.Ordinal) ? Fixed(lines, at) : Item(lines, at);
    }

    private int Between(IReadOnlyList<MarkupLine> lines, int at, Match begin)
    {
        var name = begin.Groups["name"].Value.ToLowerInvariant();
        var end = at + 1;
        while (end < lines.Count && !lines[end].Text.Trim().StartsWith("#+end_" + name, StringComparison.OrdinalIgnoreCase))
        {
            end++;
        }

        var content = lines.Skip(at + 1).Take(end - at - 1).ToList();
        if (name is "src" or "example")
        {
            _html.Code(content, name == "src" ? begin.Groups["language"].Value : null);
        }
        else if (name is not ("comment" or "export" or "latex" or "html"))
        {
            _html.Tag(name is "quote" or "verse" ? "<blockquote>" : name is "center" ? "<div>" : "<div role=note>");
            for (var i = 0; i < content.Count;)
            {
                i = Math.Max(i + 1, Element(content, i));
            }

            CloseLists(-1);
            _html.Tag(name is "quote" or "verse" ? "</blockquote>" : "</div>");
        }

        return end + 1;
    }

    private int Table(IReadOnlyList<MarkupLine> lines, int at)
    {
        var end = at;
        while (end < lines.Count && lines[end].Text.TrimStart().StartsWith('|'))
        {
            end++;
        }

        var rows = lines.Skip(at).Take(end - at).ToList();
        var rule = rows.FindIndex(row => row.Text.TrimStart().StartsWith("|-", StringComparison.Ordinal));
        _html.Tag("<table>");
        for (var i = 0; i < rows.Count; i++)
        {
            var text = rows[i].Text.Trim();
            if (!text.StartsWith("|-", StringComparison.Ordinal))
            {
                var tag = rule > 0 && i < rule && rule < rows.Count - 1 ? "th" : "td";
                var cells = text.TrimStart('|').TrimEnd('|').Split('|').Select(cell => $"<{tag}>{Inline(cell.Trim())}</{tag}>");
                _html.Html($"<tr>{string.Concat(cells)}</tr>", rows[i].Number);
            }
        }

        _html.Tag("</table>");
        return end;
    }

    private int Fixed(IReadOnlyList<MarkupLine> lines, int at)
    {
        var end = at;
        while (end < lines.Count && lines[end].Text.TrimStart() is ":" or [':', ' ', ..])
        {
            end++;
        }

        _html.Code([.. lines.Skip(at).Take(end - at).Select(line => line with { Text = line.Text.TrimStart()[1..] })]);
        return end;
    }

    private int Item(IReadOnlyList<MarkupLine> lines, int at)
    {
        var marker = Marker().Match(lines[at].Text);
        var indent = lines[at].Indent;
        if (marker.Success)
        {
            var rest = lines[at].Text[marker.Length..];
            var term = Term().Match(rest);
            var tag = term.Success ? "dl" : char.IsLetterOrDigit(marker.Value.Trim()[0]) ? "ol" : "ul";
            CloseLists(indent);
            if (_lists.Count == 0 || _lists.Peek() != (indent, tag))
            {
                _lists.Push((indent, tag));
                _html.Tag($"<{tag}>");
            }

            var box = Box().Match(rest);
            _html.Html(term.Success ? $"<dt>{Inline(term.Groups["term"].Value)}</dt><dd>" : "<li>", lines[at].Number);
            _html.Tag(!box.Success ? "" : box.Value[1] == ' ' ? "<input type=checkbox>" : "<input type=checkbox checked>");
            return Words(lines, at, term.Success ? term.Groups["words"].Value : rest[box.Length..], indent);
        }

        CloseLists(indent - 1);
        _html.Tag("<p>");
        var end = Words(lines, at, lines[at].Text.Trim(), -1);
        _html.Tag("</p>");
        return end;
    }

    private int Words(IReadOnlyList<MarkupLine> lines, int at, string first, int indent)
    {
        var words = new List<string> { first };
        var end = at + 1;
        for (; end < lines.Count && !lines[end].IsBlank && lines[end].Indent > indent; end++)
        {
            var text = lines[end].Text.TrimStart();
            if (text[0] is '#' or '|' || Marker().IsMatch(lines[end].Text) || Heading().IsMatch(lines[end].Text) || Drawer().IsMatch(text)
                || text.StartsWith(": ", StringComparison.Ordinal))
            {
                break;
            }

            words.Add(text);
        }

        _html.Html(Inline(string.Join('\n', words)), lines[at].Number);
        return end;
    }

    /// <summary>Closes the lists whose items begin right of <paramref name="indent"/>.</summary>
    private void CloseLists(int indent)
    {
        while (_lists.Count > 0 && _lists.Peek().Indent > indent)
        {
            _html.Tag($"</{_lists.Pop().Tag}>");
        }
    }

    private static string Inline(string text) => new InlineMarkup(text)
        .Keep(Verbatim(), match => $"<code>{match.Groups["text"].Value}</code>")
        .Keep(Link(), match => match.Groups["text"].Success ? $"<a href=\"{match.Groups["target"].Value}\">{match.Groups["text"].Value}</a>"
            : Picture().IsMatch(match.Groups["target"].Value) ? "" : $"<a href=\"{match.Groups["target"].Value}\">{match.Groups["target"].Value}</a>")
        .Replace(Footnote(), "[${text}]")
        .Keep(Hidden(), _ => "")
        .Replace(Struck(), "<del>${text}</del>")
        .Replace(Emphasis("\\*"), "<b>${text}</b>")
        .Replace(Emphasis("/"), "${text}")
        .Replace(Emphasis("_"), "${text}")
        .ToString();

    private static Regex Emphasis(string mark) => mark switch { "/" => Italic(), "_" => Underlined(), _ => Strong() };

    [GeneratedRegex(@"^(?<stars>\*{1,20})\s+(?:\[#[A-Z]\]\s+)?(?<words>\S.*?)(?:\s+:[\w@#%:]+:)?$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^#\+begin_(?<name>\w+)(?:\s+(?<language>[\w+-]+))?", RegexOptions.IgnoreCase)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^:[A-Za-z][\w-]*:$")]
    private static partial Regex Drawer();

    [GeneratedRegex(@"^(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):\s*[<\[]")]
    private static partial Regex Planning();

    [GeneratedRegex(@"^\s*(?:[-+]|(?<=\s)\*|\d{1,4}[.)])\s+(?:\[@\d+\]\s+)?")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^(?<term>\S.{0,200}?)\s+::(?:\s+(?<words>.*))?$")]
    private static partial Regex Term();

    [GeneratedRegex(@"^\[[ xX-]\]\s+")]
    private static partial Regex Box();

    [GeneratedRegex(@"(?<![\w=~])(?<mark>[=~])(?<text>[^\s=~](?:.{0,1000}?[^\s])?)\k<mark>(?![\w=~])", RegexOptions.Singleline)]
    private static partial Regex Verbatim();

    [GeneratedRegex(@"\[\[(?<target>[^\[\]]{1,2000})\](?:\[(?<text>[^\[\]]{1,1000})\])?\]", RegexOptions.Singleline)]
    private static partial Regex Link();

    [GeneratedRegex(@"\.(?:png|jpe?g|gif|svg|webp)$", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex(@"\[fn:(?:[\w-]*:)?(?<text>[^\]]{1,1000})\]", RegexOptions.Singleline)]
    private static partial Regex Footnote();

    [GeneratedRegex(@"\{\{\{[^{}\n]{1,300}\}\}\}|&lt;&lt;&lt;?[^&\n]{1,200}&gt;&gt;&gt;?|@@[\w-]+:.{0,300}?@@")]
    private static partial Regex Hidden();

    [GeneratedRegex(@"(?<![\w+])\+(?=[^\s+])(?<text>[^+\n]{1,1000}?)(?<=\S)\+(?![\w+])")]
    private static partial Regex Struck();

    [GeneratedRegex(@"(?<![\w*])\*(?=[^\s*])(?<text>[^*]{1,1000}?)(?<=\S)\*(?![\w*])", RegexOptions.Singleline)]
    private static partial Regex Strong();

    [GeneratedRegex(@"(?<![\w/:<])/(?=[^\s/])(?<text>[^/<>]{1,1000}?)(?<=\S)/(?![\w/])", RegexOptions.Singleline)]
    private static partial Regex Italic();

    [GeneratedRegex(@"(?<![\w_])_(?=[^\s_])(?<text>[^_]{1,1000}?)(?<=\S)_(?![\w_])", RegexOptions.Singleline)]
    private static partial Regex Underlined();
}
