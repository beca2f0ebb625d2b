using System.Globalization;
using System.Net;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace ResearchBot.Readers.Markup;

/// <summary>Writes a Markdown tree as HTML that stands on the same lines as its source, so that one reader makes the blocks of both.</summary>
internal sealed class MarkdownHtml
{
    private readonly LinedHtml _html = new();
    private readonly MarkdownInlines _inlines;

    private MarkdownHtml(string source) => _inlines = new MarkdownInlines(_html, source);

    /// <param name="source">What <paramref name="document"/> was parsed from.</param>
    public static LinedHtml Of(MarkdownDocument document, string source)
    {
        var html = new MarkdownHtml(source);
        html.Blocks(document
            .SelectMany(block => block is FootnoteGroup notes ? notes : Enumerable.Repeat<Markdig.Syntax.Block>(block, 1))
            .OrderBy(block => block.Line));
        return html._html;
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

        _html.MoveTo(block is HeadingBlock { IsSetext: true } ? 0 : block.Line + 1); // Markdig gives the underline's line
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
            case Admonition { IsCollapsed: true } admonition:
                _html.Append("<details><summary>").Append(WebUtility.HtmlEncode(admonition.Title ?? "")).Append("</summary>");
                Note(null, admonition);
                _html.Append("</details>");
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
                _inlines.Write(((ParagraphBlock)block[0]).Inline);
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
            _html.MoveTo(item.Line + 1);
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
                    _html.MoveTo(term.Line + 1);
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
            _html.MoveTo(row.Line + 1);
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
        _html.MoveTo(code.Lines.Count > 0 ? code.Lines.Lines[0].Line + 1 : 0);
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
            _html.MoveTo(line.Line + 1);
            var text = line.ToString();
            _html.Append(escape ? WebUtility.HtmlEncode(text) : text);
        }
    }

    private void Words(string tag, LeafBlock block)
    {
        _html.Append('<').Append(tag).Append('>');
        _inlines.Write(block.Inline);
        _html.Append("</").Append(tag).Append('>');
    }
}
