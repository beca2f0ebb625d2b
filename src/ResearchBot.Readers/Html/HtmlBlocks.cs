using AngleSharp.Dom;

namespace ResearchBot.Readers.Html;

/// <summary>Writes the visible elements of a page as blocks.</summary>
internal sealed class HtmlBlocks
{
    private static readonly HashSet<string> Apart =
    [
        "address", "article", "body", "center", "dialog", "div", "fieldset", "figure", "footer", "form", "header", "hgroup", "hr", "legend",
        "main", "optgroup", "option", "p", "search", "section", "tbody", "td", "tfoot", "th", "thead",
    ];

    private readonly PageShape _shape;
    private readonly SourceLines? _lines;
    private readonly BlockFlow _flow;
    private readonly HtmlLists _lists;
    private readonly HtmlTables _tables;

    private HtmlBlocks(DocumentBuilder builder, PageShape shape, SourceLines? lines)
    {
        (_shape, _lines) = (shape, lines);
        _flow = new BlockFlow(builder);
        _lists = new HtmlLists(_flow);
        _tables = new HtmlTables(_flow, shape.LayoutTables);
    }

    /// <summary>Writes what <paramref name="shape"/> shows of a page.</summary>
    /// <param name="lines">The lines of the file; null where they tell a person nothing.</param>
    public static void Write(DocumentBuilder builder, PageShape shape, SourceLines? lines)
    {
        var blocks = new HtmlBlocks(builder, shape, lines);
        foreach (var (step, shown) in NodeWalk.Shown(shape.Root, shape.Drops))
        {
            blocks.Take(step, shown);
        }

        blocks._flow.End();
    }

    private void Take(NodeStep step, bool shown)
    {
        switch (step.Node)
        {
            case IElement element:
                if (step.Entering)
                {
                    _lines?.Enter(element);
                }

                if (shown)
                {
                    Edge(element, step.Entering);
                }

                break;
            case ICharacterData data when step.Entering:
                _lines?.Recall(data);
                if (shown && data is IText)
                {
                    _flow.Write(data.Data, _lines?.Current);
                }

                _lines?.Pass(data.Data);
                break;
        }
    }

    private void Edge(IElement element, bool entering)
    {
        var change = entering ? 1 : -1;
        switch (element.LocalName)
        {
            case "a":
                _flow.Link(entering ? element.GetAttribute(WebPage.TargetAttribute) ?? element.GetAttribute("href") ?? "" : null);
                break;
            case "b" or "strong":
                _flow.Bold += change;
                break;
            case "sup":
                _flow.Raised += change;
                break;
            case "br" when entering:
                _flow.NewLine();
                break;
            case "wbr" or "br":
                break;
            case "img" when entering:
                _tables.Picture(element.GetAttribute("alt"));
                break;
            case "input" when entering && element.GetAttribute("type") == "checkbox":
                _lists.Box(element.HasAttribute("checked"));
                break;
            case ['h', >= '1' and <= '6'] name:
                _flow.Heading(entering ? name[1] - '0' : 0);
                break;
            case "pre" or "listing" or "xmp" or "plaintext":
                _flow.Code(change, Language(element));
                break;
            case "blockquote":
                _flow.End();
                _flow.Quotes += change;
                break;
            case "figcaption":
                _flow.End();
                _flow.Captions += change;
                break;
            case "nav":
                _flow.End();
                _flow.Menus += change;
                break;
            case "summary":
                _flow.Summary(entering);
                break;
            case "details":
                _flow.Details(entering);
                break;
            case "ul" or "ol" or "menu" or "dir" or "li" or "dl" or "dt" or "dd":
                _lists.Edge(element, entering);
                break;
            case "table" or "caption" or "tr" or "td" or "th" when _tables.Edge(element, entering):
                break;
            case var name when Apart.Contains(name) || name is "aside" or "table" or "caption" or "tr":
                _flow.Break();
                _flow.Notes += IsNote(element) ? change : 0;
                break;
        }

        if (element.GetAttribute("itemprop") == "name" && IsQuestion(element))
        {
            _flow.Summary(entering);
        }
    }

    private static bool IsNote(IElement element) => element.LocalName == "aside" || element.GetAttribute("role") is "note" or "doc-endnotes"
        || element.ClassList.Any(name => name is "admonition" or "callout" or "markdown-alert" or "theme-admonition" or "footnotes");

    /// <summary>The name of a schema.org Question.</summary>
    private static bool IsQuestion(IElement element)
    {
        var around = element.ParentElement;
        for (var steps = 0; steps < 5 && around is not null; steps++, around = around.ParentElement)
        {
            if (around.GetAttribute("itemtype") is { } type)
            {
                return type.EndsWith("schema.org/Question", StringComparison.Ordinal);
            }
        }

        return false;
    }

    /// <summary>The language of code as highlighters name it in a class.</summary>
    private static string? Language(IElement pre) => new[] { pre, pre.FirstElementChild, pre.ParentElement }
        .Where(element => element is not null)
        .SelectMany(element => element!.ClassList)
        .Select(name => name switch
        {
            ['l', 'a', 'n', 'g', 'u', 'a', 'g', 'e', '-', .. { Length: > 0 } language] => language,
            ['l', 'a', 'n', 'g', '-', .. { Length: > 0 } language] => language,
            _ when name.StartsWith("highlight-source-", StringComparison.Ordinal) => name["highlight-source-".Length..],
            _ => null,
        })
        .FirstOrDefault(language => language is not null);
}
