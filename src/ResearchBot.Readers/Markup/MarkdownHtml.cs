using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ResearchBot.Readers.Markup;

/// <summary>Writes a Markdown tree as HTML that stands on the same lines as its source, so that one reader makes the blocks of both.</summary>
internal sealed partial class MarkdownHtml
{
    private readonly StringBuilder _html = new();
    private readonly List<int> _starts = [0];
    private int _line = 1;

    private MarkdownHtml(string source)
    {
        for (var at = source.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = source.IndexOf('\n', at + 1))
        {
            _starts.Add(at + 1);
        }
    }

    /// <param name="source">What <paramref name="document"/> was parsed from.</param>
    public static string Of(MarkdownDocument document, string source)
    {
        var html = new MarkdownHtml(source);
        html.Blocks(document.SelectMany(block => block is FootnoteGroup notes ? notes : Enumerable.Repeat<Markdig.Syntax.Block>(block, 1)).OrderBy(block => block.Line));
        return html._html.ToString();
    }

    private void Blocks(IEnumerable<Markdig.Syntax.Block> blocks)
    {
        foreach (var block in blocks)
        {
            Block(block);
        }
    }

    private void Block(Markdig.Syntax.Block block)
    {
        if (block is LinkReferenceDefinitionGroup)
        {
            return;
        }

        MoveTo(block.Line + 1);
        switch (block)
        {
            case HeadingBlock heading:
                Words($"h{heading.Level}", heading);
                break;
            case HtmlBlock html:
                Lines(html, escape: false);
                break;
            case MathBlock math:
                Code(math, "math");
                break;
            case CodeBlock code:
                Code(code, (code as FencedCodeBlock)?.Info);
                break;
            case ListBlock list:
                List(list);
                break;
            case AlertBlock alert:
                Contents("div", alert, " role=note");
                break;
            case QuoteBlock quote:
                Contents("blockquote", quote);
                break;
            case Footnote note:
                Note($"[{note.Order.ToString(CultureInfo.InvariantCulture)}]", note);
                break;
            case Admonition admonition:
                Note(admonition.Title, admonition);
                break;
            case CustomContainer container:
                Note(ContainerTitle.Of(container), container);
                break;
            case Table table:
                Rows(table);
                break;
            case DefinitionList list:
                Definitions(list);
                break;
            case ContainerBlock container:
                Blocks(container);
                break;
            case LeafBlock { Inline: not null } leaf:
                Words("p", leaf);
                break;
            case ThematicBreakBlock:
                _html.Append("<hr>");
                break;
        }
    }

    private void Contents(string tag, ContainerBlock block, string attributes = "")
    {
        _html.Append('<').Append(tag).Append(attributes).Append('>');
        Blocks(block);
        _html.Append("</").Append(tag).Append('>');
    }

    private void Note(string? title, ContainerBlock block)
    {
        _html.Append("<div role=note>");
        if (title is not null)
        {
            _html.Append("<p>").Append(WebUtility.HtmlEncode(title));
            if (block is Footnote && block.FirstOrDefault() is ParagraphBlock)
            {
                _html.Append(' ');
                Inlines(((ParagraphBlock)block[0]).Inline);
                _html.Append("</p>");
                Blocks(block.Skip(1));
                _html.Append("</div>");
                return;
            }

            _html.Append("</p>");
        }

        Blocks(block);
        _html.Append("</div>");
    }

    private void List(ListBlock list)
    {
        var tag = list.IsOrdered ? "ol" : "ul";
        _html.Append('<').Append(tag);
        if (list.IsOrdered)
        {
            _html.Append(" start=\"").Append(list.OrderedStart).Append('"');
        }

        _html.Append('>');
        foreach (var item in list.OfType<ListItemBlock>())
        {
            MoveTo(item.Line + 1);
            Contents("li", item);
        }

        _html.Append("</").Append(tag).Append('>');
    }

    private void Definitions(DefinitionList list)
    {
        _html.Append("<dl>");
        foreach (var item in list.OfType<DefinitionItem>())
        {
            foreach (var part in item)
            {
                if (part is DefinitionTerm term)
                {
                    MoveTo(term.Line + 1);
                    Words("dt", term);
                }
                else
                {
                    _html.Append("<dd>");
                    Block(part);
                    _html.Append("</dd>");
                }
            }
        }

        _html.Append("</dl>");
    }

    private void Rows(Table table)
    {
        _html.Append("<table>");
        foreach (var row in table.OfType<TableRow>())
        {
            MoveTo(row.Line + 1);
            _html.Append("<tr>");
            foreach (var cell in row.OfType<TableCell>())
            {
                Contents(row.IsHeader ? "th" : "td", cell);
            }

            _html.Append("</tr>");
        }

        _html.Append("</table>");
    }

    private void Code(CodeBlock code, string? language)
    {
        MoveTo(code.Lines.Count > 0 ? code.Lines.Lines[0].Line + 1 : 0);
        _html.Append("<pre");
        if (!string.IsNullOrWhiteSpace(language))
        {
            var name = language.Trim('{', '}', '.').Split([' ', ',', ':', '{', '}'], 2)[0];
            _html.Append(" class=\"language-").Append(WebUtility.HtmlEncode(name)).Append('"');
        }

        _html.Append('>').Append(code.Lines.Count > 0 && code.Lines.Lines[0].Slice.IsEmpty ? "<i></i>" : "");
        Lines(code, escape: true);
        _html.Append("</pre>");
    }

    private void Lines(LeafBlock block, bool escape)
    {
        for (var i = 0; i < block.Lines.Count; i++)
        {
            var line = block.Lines.Lines[i];
            MoveTo(line.Line + 1);
            var text = line.ToString();
            _html.Append(escape ? WebUtility.HtmlEncode(text) : text);
        }
    }

    private void Words(string tag, LeafBlock block)
    {
        _html.Append('<').Append(tag).Append('>');
        Inlines(block.Inline);
        _html.Append("</").Append(tag).Append('>');
    }

    private void Inlines(ContainerInline? root)
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
            MoveTo(LineAt(inline.Span.Start));
        }

        switch (inline)
        {
            case LiteralInline literal:
                Literal(literal);
                break;
            case CodeInline code:
                Text(code.Content);
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
            case HtmlInline html:
                Tag(html);
                break;
            case TaskList task:
                _html.Append("<input type=\"checkbox\"").Append(task.Checked ? " checked>" : ">");
                break;
            case FootnoteLink { IsBackLink: false } note:
                _html.Append('[').Append(note.Footnote.Order).Append(']');
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
        return words.Length > 0 && char.IsAsciiDigit(words[0]) && !words.AsSpan().ContainsAny("\\^_{}=+") && words.Contains(' ') ? $"${words}$" : words.Trim();
    }

    /// <summary>Tags that HTML does not have show nothing; one that is never closed and would hide what follows is meant as a word.</summary>
    private void Tag(HtmlInline html)
    {
        var name = InlineTags.NameOf(html.Tag);
        if (InlineTags.Kept.Contains(name) || (InlineTags.Hiding.Contains(name) && IsClosed(html, name)))
        {
            _html.Append(html.Tag);
        }
        else if (InlineTags.Hiding.Contains(name) && html.Tag[1] != '/')
        {
            Text(html.Tag);
        }
    }

    private static bool IsClosed(HtmlInline html, string name)
    {
        var end = $"</{name}";
        var next = html.NextSibling;
        for (var steps = 0; next is not null && steps < 200; steps++, next = next.NextSibling)
        {
            if (next is HtmlInline { Tag: var tag } && tag.StartsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A link to a target that is nowhere defined is its words; stars beside a word that emphasise nothing are left out.</summary>
    private void Literal(LiteralInline literal)
    {
        var (text, start, end) = (literal.Content.Text, literal.Content.Start, literal.Content.End);
        var isStray = literal is { IsFirstCharacterEscaped: false, Content.Length: 2 } && text[start] == '*' && text[end] == '*'
            && Side(start > 0 ? text[start - 1] : ' ') != Side(end + 1 < text.Length ? text[end + 1] : ' ');
        var words = literal.Content.ToString();
        Text(isStray ? "" : words.Contains("][", StringComparison.Ordinal) ? DeadLink().Replace(words, "${words}") : words);

        static int Side(char c) => char.IsWhiteSpace(c) ? 0 : char.IsLetterOrDigit(c) ? 1 : 2;
    }

    [GeneratedRegex(@"(?<![\w\])])\[(?<words>[^\[\]]{2,300})\]\[[^\[\]]{0,100}\]")]
    private static partial Regex DeadLink();

    private static string Plain(ContainerInline inline) =>
        string.Concat(inline.FindDescendants<LeafInline>().Select(leaf => (leaf as LiteralInline)?.Content.ToString() ?? (leaf as CodeInline)?.Content ?? " "));

    private void Text(string text) => _html.Append(WebUtility.HtmlEncode(text.Replace('\n', ' ')));

    private void MoveTo(int line)
    {
        for (; _line < line; _line++)
        {
            _html.Append('\n');
        }
    }

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
