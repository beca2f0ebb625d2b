using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace ResearchBot.Readers.Markup;

/// <summary>Writes what stands within the lines of Markdown.</summary>
internal sealed class MarkdownInlines
{
    private static readonly SearchValues<char> FormulaSigns = SearchValues.Create("\\^_{}=+");

    private readonly LinedHtml _html;
    private readonly List<int> _starts = [0];
    private readonly string _source;

    public MarkdownInlines(LinedHtml html, string source)
    {
        (_html, _source) = (html, source);
        for (var at = source.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = source.IndexOf('\n', at + 1))
        {
            _starts.Add(at + 1);
        }
    }

    /// <summary>Writes all that <paramref name="root"/> holds, without recursion, since stars may be nested deeply.</summary>
    public void Write(ContainerInline? root)
    {
        Inline? inline = root?.FirstChild;
        while (inline is not null && root is not null)
        {
            Enter(inline);
            if (inline is ContainerInline { FirstChild: { } child } and not LinkInline { IsImage: true })
            {
                inline = child;
                continue;
            }

            while (inline is not null)
            {
                Leave(inline);
                if (inline.NextSibling is { } next)
                {
                    inline = next;
                    break;
                }

                inline = inline.Parent == root ? null : inline.Parent;
            }
        }
    }

    private void Enter(Inline inline)
    {
        if (inline.Span.Start > 0 && !inline.Span.IsEmpty)
        {
            _html.MoveTo(LineAt(inline.Span.Start));
        }

        switch (inline)
        {
            case LiteralInline literal:
                Literal(literal);
                break;
            case CodeInline code:
                Code(code);
                break;
            case MathInline math:
                Text(MathWords(math));
                break;
            case HtmlEntityInline entity:
                Text(entity.Transcoded.ToString());
                break;
            case LineBreakInline { IsHard: true }:
                _html.Append("<br>");
                break;
            case LineBreakInline:
                _html.Append(KeyedLines.Begin(inline.NextSibling) && KeyedLines.Begin(inline.Parent!.FirstChild) ? "<br>" : " ");
                break;
            case AutolinkInline auto:
                _html.Append("<a href=\"").Append(WebUtility.HtmlEncode(auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url)).Append("\">");
                Text(auto.Url);
                _html.Append("</a>");
                break;
            case HtmlInline tag:
                Tag(tag);
                break;
            case TaskList task:
                _html.Append("<input type=\"checkbox\"").Append(task.Checked ? " checked>" : ">");
                break;
            case FootnoteLink { IsBackLink: false } note:
                _html.Append('[').Append(note.Footnote.Order.ToString(CultureInfo.InvariantCulture)).Append(']');
                break;
            case LinkInline { IsImage: true } image:
                _html.Append("<img alt=\"").Append(WebUtility.HtmlEncode(Plain(image))).Append("\">");
                break;
            case LinkInline link:
                _html.Append("<a href=\"").Append(WebUtility.HtmlEncode(link.Url ?? "")).Append("\">");
                break;
            case DelimiterInline delimiter:
                Text(delimiter.ToLiteral());
                break;
            case EmphasisInline emphasis:
                _html.Append('<').Append(TagOf(emphasis)).Append('>');
                break;
        }
    }

    private void Leave(Inline inline)
    {
        if (inline is LinkInline { IsImage: false })
        {
            _html.Append("</a>");
        }
        else if (inline is EmphasisInline emphasis)
        {
            _html.Append("</").Append(TagOf(emphasis)).Append('>');
        }
    }

    /// <summary>What is struck out no longer holds; single tildes within a word are chemistry.</summary>
    private static string TagOf(EmphasisInline emphasis) => emphasis switch
    {
        { DelimiterChar: '~', DelimiterCount: 1, PreviousSibling: LiteralInline { Content: { IsEmpty: false } before } }
            when char.IsLetterOrDigit(before.Text[before.End]) => "sub",
        { DelimiterChar: '~' } => "del",
        { DelimiterCount: 2 } => "strong",
        _ => "em",
    };

    /// <summary>A price between dollar signs is no formula.</summary>
    private static string MathWords(MathInline math)
    {
        var words = math.Content.ToString();
        return words.Length > 0 && char.IsAsciiDigit(words[0]) && !words.AsSpan().ContainsAny(FormulaSigns) && words.Contains(' ') ? $"${words}$" : words.Trim();
    }

    /// <summary>Tags that HTML does not have show nothing; one that is never closed and would hide what follows is meant as a word.</summary>
    private void Tag(HtmlInline inline)
    {
        var name = InlineTags.NameOf(inline.Tag);
        if (InlineTags.Kept.Contains(name) || (InlineTags.Hiding.Contains(name) && IsClosed(inline, name)))
        {
            _html.Append(inline.Tag);
        }
        else if (InlineTags.Hiding.Contains(name) && inline.Tag[1] != '/')
        {
            Text(inline.Tag);
        }
    }

    private static bool IsClosed(HtmlInline inline, string name)
    {
        var end = $"</{name}";
        var next = inline.NextSibling;
        for (var steps = 0; next is not null && steps < 200; steps++, next = next.NextSibling)
        {
            if (next is HtmlInline { Tag: var other } && other.StartsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Stars beside a word that emphasise nothing are left out.</summary>
    private void Literal(LiteralInline literal)
    {
        var (text, start, end) = (literal.Content.Text, literal.Content.Start, literal.Content.End);
        var isStray = literal is { IsFirstCharacterEscaped: false, Content.Length: 2 } && text[start] == '*' && text[end] == '*'
            && Side(start > 0 ? text[start - 1] : ' ') != Side(end + 1 < text.Length ? text[end + 1] : ' ');
        Text(isStray ? "" : literal.Content.ToString());

        static int Side(char c) => char.IsWhiteSpace(c) ? 0 : char.IsLetterOrDigit(c) ? 1 : 2;
    }

    private static string Plain(ContainerInline inline) =>
        string.Concat(inline.FindDescendants<LeafInline>().Select(leaf => (leaf as LiteralInline)?.Content.ToString() ?? (leaf as CodeInline)?.Content ?? " "));

    /// <summary>Code may go over several lines; each of its words is written on its own.</summary>
    private void Code(CodeInline code)
    {
        var first = LineAt(code.Span.Start);
        if (code.Span.Start == 0 || code.Span.IsEmpty || LineAt(code.Span.End) == first)
        {
            Text(code.Content);
            return;
        }

        foreach (var (i, line) in _source.Substring(code.Span.Start, code.Span.Length).Trim(code.Delimiter).Split('\n').Index())
        {
            _html.MoveTo(first + i);
            Text(line.TrimStart('>', ' ', '\t').TrimEnd());
        }
    }

    private void Text(string text) => _html.Append(WebUtility.HtmlEncode(text.Replace('\n', ' ')));

    private int LineAt(int offset)
    {
        var line = _starts.BinarySearch(offset);
        return line >= 0 ? line + 1 : ~line;
    }
}

/// <summary>HTML tags within a line of Markdown.</summary>
internal static class InlineTags
{
    /// <summary>Tags whose content, if they are not closed, is the rest of the page.</summary>
    public static readonly HashSet<string> Hiding =
    [
        "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext", "select", "template", "noscript", "svg", "object",
        "audio", "video", "canvas", "datalist",
    ];

    public static readonly HashSet<string> Kept =
    [
        "a", "b", "blockquote", "br", "center", "code", "dd", "del", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4",
        "h5", "h6", "hr", "img", "input", "li", "ol", "p", "pre", "s", "strike", "strong", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "ul",
    ];

    public static string NameOf(string tag)
    {
        var name = tag.AsSpan().TrimStart("</");
        var end = name.IndexOfAny(" \t\n/>");
        return (end < 0 ? name : name[..end]).ToString().ToLowerInvariant();
    }
}

/// <summary>Lines that each begin with a key and a colon, which their author means to stand below each other.</summary>
internal static partial class KeyedLines
{
    public static bool Begin(Inline? line) => line switch
    {
        LiteralInline { Content: var text } => Key().IsMatch(text.AsSpan()),
        EmphasisInline { LastChild: LiteralInline { Content: var text } } =>
            text.AsSpan().EndsWith(":") || (line.NextSibling is LiteralInline { Content: var after } && after.AsSpan().StartsWith(":")),
        _ => false,
    };

    [GeneratedRegex(@"^\p{L}[\p{L}\p{N} ./()_-]{0,40}[:：](?:\s|$)")]
    private static partial Regex Key();
}
