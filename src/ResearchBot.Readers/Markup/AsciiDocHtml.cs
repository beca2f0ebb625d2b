using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Markup;

/// <summary>Writes the blocks of AsciiDoc as HTML.</summary>
internal sealed partial class AsciiDocHtml(AsciiDocAttributes attributes)
{
    private const int Deepest = 20;

    private static readonly string[] Notes = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

    private readonly LinedHtml _html = new();
    private readonly Stack<string> _lists = new();
    private string _style = "";
    private string _language = "";
    private int _depth;

    public static LinedHtml Of(IReadOnlyList<MarkupLine> lines, AsciiDocAttributes attributes)
    {
        var document = new AsciiDocHtml(attributes);
        document.Blocks(lines, document.Header(lines));
        return document._html;
    }

    /// <summary>The lines of author and revision below the title.</summary>
    private int Header(IReadOnlyList<MarkupLine> lines)
    {
        var at = 0;
        while (at < lines.Count && (lines[at].IsBlank || lines[at].Text.StartsWith("//", StringComparison.Ordinal) || attributes.Define(lines[at].Text)))
        {
            at++;
        }

        if (at >= lines.Count || !lines[at].Text.StartsWith("= ", StringComparison.Ordinal))
        {
            return 0;
        }

        _html.Html($"<h1>{Inline(lines[at].Text[2..])}</h1>", lines[at].Number);
        for (at++; at < lines.Count && !lines[at].IsBlank; at++)
        {
            var text = lines[at].Text;
            if (attributes.Define(text) || text.StartsWith("//", StringComparison.Ordinal) || Macro().IsMatch(text))
            {
                continue;
            }

            _html.Html($"<p>{Inline(text)}</p>", lines[at].Number);
            if (Author().Match(text) is { Success: true } author)
            {
                attributes.Set("author", author.Groups["name"].Value.Trim());
            }
            else if (Revision().Match(text) is { Success: true } revision)
            {
                attributes.Set("revdate", revision.Groups["date"].Value);
            }
        }

        return at;
    }

    private void Blocks(IReadOnlyList<MarkupLine> lines, int at = 0)
    {
        if (++_depth > Deepest)
        {
            throw new RefusalException("The text is nested too deeply.");
        }

        var outer = _lists.ToArray();
        _lists.Clear();
        while (at < lines.Count)
        {
            at = Math.Max(at + 1, Block(lines, at));
        }

        CloseLists(0);
        foreach (var list in outer.Reverse())
        {
            _lists.Push(list);
        }

        _depth--;
    }

    /// <returns>The index behind the block.</returns>
    private int Block(IReadOnlyList<MarkupLine> lines, int at)
    {
        var line = lines[at];
        var text = line.Text;
        if (line.IsBlank)
        {
            return at + 1;
        }

        if (text == "+")
        {
            return at + 1; // what follows belongs to the item
        }

        if (Delimited(lines, at) is var end && end > at)
        {
            return end;
        }

        if (text.StartsWith("//", StringComparison.Ordinal) || attributes.Define(text) || Macro().IsMatch(text) || text is "'''" or "<<<" or "---" or "***")
        {
            return at + 1;
        }

        if (Attributes().Match(text) is { Success: true } list)
        {
            var parts = list.Groups["list"].Value.Split(',', '%', '#', '.');
            _style = parts[0].Trim().Trim('"');
            _language = _style == "source" && list.Groups["list"].Value.Split(',') is [_, var language, ..] ? language.Trim() : _language;
            if (_style is "quote" or "verse")
            {
                _language = "";
            }

            return at + 1;
        }

        if (Heading().Match(text) is { Success: true } heading)
        {
            CloseLists(0);
            var level = Math.Min(6, heading.Groups["level"].Length);
            _html.Html($"<h{level}>{Inline(heading.Groups["words"].Value)}</h{level}>", line.Number);
            _style = "";
            return at + 1;
        }

        if (Item(lines, at) is var behind && behind > at)
        {
            return behind;
        }

        if (text[0] == '.' && text.Length > 1 && text[1] is not (' ' or '.'))
        {
            _html.Html($"<p>{Inline(text[1..])}</p>", line.Number);
            return at + 1;
        }

        return Paragraph(lines, at);
    }

    private int Paragraph(IReadOnlyList<MarkupLine> lines, int at)
    {
        var end = at;
        while (end < lines.Count && !lines[end].IsBlank && lines[end].Text != "+" && (end == at || !IsBlockStart(lines[end].Text)))
        {
            end++;
        }

        var part = lines.Skip(at).Take(end - at).Where(line => !line.Text.StartsWith("//", StringComparison.Ordinal) && !Macro().IsMatch(line.Text)).ToList();
        var continues = at > 0 && lines[at - 1].Text == "+";
        if (!continues && (at == 0 || lines[at - 1].IsBlank) && part.Count > 0 && part[0].Indent == 0)
        {
            CloseLists(0);
        }

        if (part.Count == 0)
        {
            return end;
        }

        if (part[0].Indent > 0 && _lists.Count == 0 || _style is "source" or "listing" or "literal")
        {
            _html.Code(part, _language);
        }
        else if (Notes.FirstOrDefault(note => part[0].Text.StartsWith(note + ": ", StringComparison.Ordinal)) is { } name)
        {
            part[0] = part[0] with { Text = part[0].Text[(name.Length + 2)..] };
            Words("div role=note", part);
        }
        else if (part.Count == 2 && part[1].Text.Length > 1 && part[1].Text[0] is '=' or '-' or '~' or '^' && part[1].Text.All(c => c == part[1].Text[0])
            && Math.Abs(part[1].Text.Length - part[0].Text.Length) < 3)
        {
            Words($"h{"=-~^".IndexOf(part[1].Text[0]) + 1}", part[..1]);
        }
        else
        {
            Words(Notes.Contains(_style) ? "div role=note" : _style is "quote" or "verse" ? "blockquote" : "p", part);
        }

        (_style, _language) = ("", "");
        return end;
    }

    private int Item(IReadOnlyList<MarkupLine> lines, int at)
    {
        var match = Marker().Match(lines[at].Text);
        if (!match.Success || (match.Groups["term"].Success && match.Groups["term"].Value.StartsWith('|')))
        {
            return at;
        }

        var marker = match.Groups["term"].Success ? match.Groups["colons"].Value : match.Groups["mark"].Value is var mark && char.IsAsciiDigit(mark[0]) ? "1." : mark[0] == '<' ? "<" : mark;
        var tag = match.Groups["term"].Success ? "dl" : marker[0] is '.' or '1' or '<' ? "ol" : "ul";
        if (_lists.Contains(marker))
        {
            while (_lists.Peek() != marker)
            {
                CloseLists(_lists.Count - 1);
            }

            _html.Tag(tag == "dl" ? "</dd>" : "</li>");
        }
        else
        {
            _lists.Push(marker);
            _html.Tag($"<{tag}>");
        }

        var end = at + 1;
        while (end < lines.Count && !lines[end].IsBlank && lines[end].Text != "+" && !IsBlockStart(lines[end].Text))
        {
            end++;
        }

        var rest = match.Groups["words"].Value;
        if (tag == "dl")
        {
            _html.Html($"<dt>{Inline(match.Groups["term"].Value)}</dt><dd>", lines[at].Number);
        }
        else
        {
            _html.Html("<li>", lines[at].Number);
            var box = Box().Match(rest);
            _html.Tag(box.Success ? box.Value[1] == ' ' ? "<input type=checkbox>" : "<input type=checkbox checked>" : "");
            rest = rest[box.Length..];
        }

        var words = lines.Skip(at + 1).Take(end - at - 1).Where(line => !line.Text.StartsWith("//", StringComparison.Ordinal)).Select(line => line.Text.Trim()).Prepend(rest);
        _html.Html(Inline(string.Join('\n', words)), lines[at].Number);
        return end;
    }

    private void CloseLists(int left)
    {
        while (_lists.Count > left)
        {
            var marker = _lists.Pop();
            _html.Tag(marker is [':' or ';', ..] ? "</dd></dl>" : marker[0] is '.' or '1' or '<' ? "</li></ol>" : "</li></ul>");
        }
    }

    private int Delimited(IReadOnlyList<MarkupLine> lines, int at)
    {
        var text = lines[at].Text;
        if (!Delimiter().IsMatch(text))
        {
            return at;
        }

        if (at > 0 && lines[at - 1].IsBlank)
        {
            CloseLists(0);
        }

        var fence = text[0] == '`' ? "```" : text;
        var end = at + 1;
        while (end < lines.Count && lines[end].Text != fence)
        {
            end++;
        }

        var content = lines.Skip(at + 1).Take(end - at - 1).ToList();
        switch (text[0])
        {
            case '/' or '+':
                break;
            case '|' or ',' or ':' or '!':
                AsciiDocTable.Write(_html, content, text[0], _style, Inline, cell => Blocks(cell));
                break;
            case '-' when text.Length > 2:
            case '.' or '`':
                _html.Code([.. content.Select(line => line with { Text = Callout().Replace(line.Text, "") })], text[0] == '`' ? text.Trim('`') : _language);
                break;
            default:
                var isQuote = text[0] == '_';
                var isNote = text[0] == '*' || Notes.Contains(_style);
                _style = "";
                _html.Tag(isQuote ? "<blockquote>" : isNote ? "<div role=note>" : "<div>");
                Blocks(content);
                _html.Tag(isQuote ? "</blockquote>" : "</div>");
                break;
        }

        (_style, _language) = ("", "");
        return end + 1;
    }

    private void Words(string tag, List<MarkupLine> lines)
    {
        _html.Html($"<{tag}>{Inline(string.Join('\n', lines.Select(line => line.Text.Trim())))}", lines[0].Number).Tag($"</{tag.Split(' ')[0]}>");
    }

    private string Inline(string text) => AsciiDocInline.Html(attributes.Resolve(text));

    private static bool IsBlockStart(string text) => Delimiter().IsMatch(text) || Marker().IsMatch(text) || Attributes().IsMatch(text);

    [GeneratedRegex(@"^(?:={1,6}|#{1,6})(?<=^(?<level>[=#]+))\s+(?<words>\S.*?)(?:\s+=+)?$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:/{4,}|\+{4,}|-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|--|```[\w+-]*|[|,:!]===)$")]
    private static partial Regex Delimiter();

    [GeneratedRegex(@"^\[(?!\[\[)(?:\[[^\]]*\]|(?<list>[^\[\]]*(?:\[[^\]]*\])?[^\[\]]*))\]$")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"^(?:(?:ifdef|ifndef|ifeval|endif|include|toc|image|video|audio|leveloffset)::\S*\[.*\]|(?:ifdef|ifndef|endif)::.*\[\])$")]
    private static partial Regex Macro();

    [GeneratedRegex(@"^\s*(?:(?<mark>\*{1,6}|-|\.{1,6}|\d{1,4}\.|<(?:\d{1,3}|\.)>)\s+(?<words>\S.*)|(?<term>\S.{0,200}?)(?<colons>:{2,4}|;;)(?:\s+(?<words>.*))?)$")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^\[[ *xX]\]\s+")]
    private static partial Regex Box();

    [GeneratedRegex(@"(?:\s*(?://|#|--|;;)?\s*<(?:\d{1,3}|\.)>)+\s*$")]
    private static partial Regex Callout();

    [GeneratedRegex(@"^(?<name>[^<:]{2,80})\s*<[^<>\s]+@[^<>\s]+>")]
    private static partial Regex Author();

    [GeneratedRegex(@"^(?:v[\d.]+,?\s*)?(?<date>\d{4}-\d{2}-\d{2}|[A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})")]
    private static partial Regex Revision();
}
