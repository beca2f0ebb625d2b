using System.Net;
using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Markup;

/// <summary>Writes the body elements of reStructuredText as HTML.</summary>
internal sealed partial class RstHtml
{
    private const int Deepest = 40;

    private readonly LinedHtml _html = new();
    private readonly RstInline _inline;
    private readonly RstDirectives _directives;
    private readonly List<string> _styles = [];
    private int _depth;

    private RstHtml(IReadOnlyList<MarkupLine> lines)
    {
        var (words, targets) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var line in lines)
        {
            if (Definition().Match(line.Text) is { Success: true } match)
            {
                if (match.Groups["name"].Success)
                {
                    words.TryAdd(WebUtility.HtmlEncode(match.Groups["name"].Value), WebUtility.HtmlEncode(match.Groups["words"].Value));
                }
                else
                {
                    targets.TryAdd(match.Groups["target"].Value.Trim('`').ToLowerInvariant(), WebUtility.HtmlEncode(match.Groups["address"].Value));
                }
            }
        }

        _inline = new RstInline(words, targets);
        _directives = new RstDirectives(_html, Blocks, Inline);
    }

    public static LinedHtml Of(IReadOnlyList<MarkupLine> lines)
    {
        var rst = new RstHtml(lines);
        rst.Blocks(lines);
        return rst._html;
    }

    private void Blocks(IReadOnlyList<MarkupLine> lines)
    {
        if (++_depth > Deepest)
        {
            throw new RefusalException("The text is nested too deeply.");
        }

        for (var at = 0; at < lines.Count;)
        {
            at = lines[at].IsBlank ? at + 1 : Math.Max(at + 1, Block(lines, at));
        }

        _depth--;
    }

    /// <returns>The index behind the block.</returns>
    private int Block(IReadOnlyList<MarkupLine> lines, int at)
    {
        var text = lines[at].Text;
        if (lines[at].Indent > 0)
        {
            return Quote(lines, at);
        }

        if (text == ".." || text.StartsWith(".. ", StringComparison.Ordinal) || text.StartsWith("__ ", StringComparison.Ordinal))
        {
            var end = IndentedEnd(lines, at + 1);
            _directives.Explicit(lines, at, end);
            return end;
        }

        if (Title(lines, at) is var behind && behind > at)
        {
            return behind;
        }

        if (RstTables.Write(_html, lines, at, Blocks) is var after && after > at)
        {
            return after;
        }

        if (Bullet().Match(text) is { Success: true } bullet)
        {
            return List(lines, at, "ul", bullet.Value[..1], Bullet());
        }

        if (Number().Match(text) is { Success: true } number && (number.Groups["number"].Value.Length < 5 || char.IsAsciiDigit(text[0])))
        {
            return List(lines, at, "ol", number.Groups["number"].Value, Number());
        }

        if (Field().Match(text) is { Success: true } field)
        {
            var end = IndentedEnd(lines, at + 1);
            var body = Rest(lines, at, end, field.Length);
            _html.Html($"<p>{Inline(field.Groups["name"].Value)}: ", lines[at].Number);
            var first = body.TakeWhile(line => !line.IsBlank).ToList();
            Words(first);
            _html.Tag("</p>");
            Blocks(body[first.Count..]);
            return end;
        }

        if (text.StartsWith(">>>", StringComparison.Ordinal))
        {
            var end = ParagraphEnd(lines, at);
            _html.Code(Slice(lines, at, end));
            return end;
        }

        return text.StartsWith("| ", StringComparison.Ordinal) || text == "|" ? LineBlock(lines, at) : Paragraph(lines, at);
    }

    private int Quote(IReadOnlyList<MarkupLine> lines, int at)
    {
        var end = IndentedEnd(lines, at);
        var part = Slice(lines, at, end);
        var indent = part.Where(line => !line.IsBlank).Min(line => line.Indent);
        _html.Tag("<blockquote>");
        Blocks([.. part.Select(line => line.Without(indent))]);
        _html.Tag("</blockquote>");
        return end;
    }

    private int Title(IReadOnlyList<MarkupLine> lines, int at)
    {
        var over = IsRule(lines[at].Text);
        var title = over ? at + 1 : at;
        if (title + 1 >= lines.Count || lines[title].IsBlank)
        {
            return over ? at + 1 : at;
        }

        var under = lines[title + 1].Text;
        var length = lines[title].Text.Trim().Length;
        if (!IsRule(under) || (over && under[0] != lines[at].Text[0]) || (under.Length < Math.Min(length, 4) && under.Length < length)
            || (!over && under.Length < 2))
        {
            return over && (at + 1 >= lines.Count || lines[at + 1].IsBlank) ? at + 1 : at;
        }

        var style = $"{under[0]}{over}";
        if (!_styles.Contains(style))
        {
            _styles.Add(style);
        }

        var level = Math.Min(6, _styles.IndexOf(style) + 1);
        _html.Html($"<h{level}>{Inline(lines[title].Text.Trim())}</h{level}>", lines[title].Number);
        return title + 2;
    }

    private int List(IReadOnlyList<MarkupLine> lines, int at, string tag, string start, Regex form)
    {
        var attribute = tag == "ul" ? "" : char.IsAsciiDigit(start[0]) ? $" start={start}" : start is "a" or "A" or "i" or "I" ? $" type={start}" : "";
        _html.Tag($"<{tag}{attribute}>");
        while (at < lines.Count && form.Match(lines[at].Text) is { Success: true } marker && (tag == "ol" || lines[at].Text[0] == start[0]))
        {
            var end = IndentedEnd(lines, at + 1);
            _html.Html("<li>", lines[at].Number);
            Blocks(Rest(lines, at, end, marker.Length));
            _html.Tag("</li>");
            at = end;
            while (at < lines.Count && lines[at].IsBlank)
            {
                at++;
            }
        }

        _html.Tag($"</{tag}>");
        return at;
    }

    private int LineBlock(IReadOnlyList<MarkupLine> lines, int at)
    {
        _html.Tag("<p>");
        for (; at < lines.Count && (lines[at].Text.StartsWith('|') || (lines[at].Indent > 0 && !lines[at].IsBlank)); at++)
        {
            _html.Html(Inline(lines[at].Text.TrimStart('|', ' ')) + "<br>", lines[at].Number);
        }

        _html.Tag("</p>");
        return at;
    }

    private int Paragraph(IReadOnlyList<MarkupLine> lines, int at)
    {
        if (at + 1 < lines.Count && !lines[at + 1].IsBlank && lines[at + 1].Indent > 0)
        {
            var close = IndentedEnd(lines, at + 1);
            var body = Slice(lines, at + 1, close);
            var indent = body.Where(line => !line.IsBlank).Min(line => line.Indent);
            _html.Html($"<dl><dt>{Inline(lines[at].Text)}</dt><dd>", lines[at].Number);
            Blocks([.. body.Select(line => line.Without(indent))]);
            _html.Tag("</dd></dl>");
            return close;
        }

        var end = ParagraphEnd(lines, at);
        var part = Slice(lines, at, end);
        var isLiteral = part[^1].Text.EndsWith("::", StringComparison.Ordinal);
        if (isLiteral)
        {
            var last = part[^1].Text[..^2];
            part[^1] = part[^1] with { Text = last.Length == 0 || last[^1] == ' ' ? last.TrimEnd() : last + ":" };
        }

        _html.Tag("<p>");
        Words(part);
        _html.Tag("</p>");
        if (!isLiteral)
        {
            return end;
        }

        var code = IndentedEnd(lines, end);
        _html.Code(Slice(lines, end, code));
        return code;
    }

    private void Words(List<MarkupLine> lines)
    {
        if (lines.Count > 0)
        {
            _html.Html(Inline(string.Join('\n', lines.Select(line => line.Text.Trim()))), lines[0].Number);
        }
    }

    private string Inline(string text) => _inline.Html(text);

    private static bool IsRule(string text) => text.Length > 1 && text[0] is > ' ' and < '\u007F' && !char.IsLetterOrDigit(text[0])
        && text.All(c => c == text[0]) && text is not ("::" or ".." or "--" or "**" or "||");

    private static int ParagraphEnd(IReadOnlyList<MarkupLine> lines, int at)
    {
        while (at < lines.Count && !lines[at].IsBlank)
        {
            at++;
        }

        return at;
    }

    /// <summary>Where the lines end that are blank or indented, without blank ones at the end.</summary>
    private static int IndentedEnd(IReadOnlyList<MarkupLine> lines, int at)
    {
        var end = at;
        for (; at < lines.Count && (lines[at].IsBlank || lines[at].Indent > 0); at++)
        {
            end = lines[at].IsBlank ? end : at + 1;
        }

        return end;
    }

    private static List<MarkupLine> Slice(IReadOnlyList<MarkupLine> lines, int start, int end) => [.. lines.Skip(start).Take(end - start)];

    /// <summary>What stands behind the first <paramref name="marker"/> characters, and what is indented below.</summary>
    private static List<MarkupLine> Rest(IReadOnlyList<MarkupLine> lines, int at, int end, int marker)
    {
        var below = Slice(lines, at + 1, end);
        var indent = below.Where(line => !line.IsBlank).Select(line => line.Indent).DefaultIfEmpty(0).Min();
        return [new MarkupLine(lines[at].Text[marker..].Trim(), lines[at].Number), .. below.Select(line => line.Without(indent))];
    }

    [GeneratedRegex(@"^\.\. (?:\|(?<name>[^|]+)\| (?:replace|unicode)::\s*(?<words>.*)|_(?<target>`[^`]+`|[^:]+):\s+(?<address>\S+))$")]
    private static partial Regex Definition();

    [GeneratedRegex(@"^[-*+•‣](?:\s+|$)")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\(?(?<number>\d{1,9}|[A-Za-z]|[ivxlcIVXLC]{1,6}|#)[.)]\s+(?=\S)")]
    private static partial Regex Number();

    [GeneratedRegex(@"^:(?<name>[A-Za-z][^:\n]{0,60}):(?:\s+|$)(?!`)")]
    private static partial Regex Field();
}
