using AngleSharp.Dom;

namespace ResearchBot.Readers.Html;

/// <summary>Turns the visible elements of a page into blocks of text.</summary>
internal sealed class PageText(PageShape shape, SourceLines lines)
{
    private static readonly HashSet<string> Blocks =
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "dir", "div", "dl",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
        "legend", "listing", "main", "menu", "ol", "optgroup", "p", "plaintext", "pre", "search", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
    ];

    private readonly BlockWriter _writer = new();
    private int _preformatted;
    private int _lists;
    private bool _columns;
    private bool _firstColumn;

    public static BlockWriter Write(PageShape shape, string source)
    {
        var page = new PageText(shape, new SourceLines(source));
        foreach (var (step, shown) in NodeWalk.Shown(shape.Root, shape.Drops))
        {
            page.Take(step, shown);
        }

        return page._writer;
    }

    private void Take(NodeStep step, bool shown)
    {
        switch (step.Node)
        {
            case IElement element:
                if (step.Entering)
                {
                    lines.Enter(element);
                }

                if (shown)
                {
                    Edge(element, step.Entering);
                }

                break;
            case ICharacterData data when step.Entering:
                if (shown && data is IText)
                {
                    Text(data.Data);
                }

                lines.Pass(data.Data);
                break;
        }
    }

    private void Text(string data)
    {
        if (_preformatted > 0)
        {
            _writer.Preformatted(data, lines.Current);
        }
        else
        {
            _writer.Flow(data, lines.Current);
        }
    }

    private void Edge(IElement element, bool entering)
    {
        var change = entering ? 1 : -1;
        switch (element.LocalName)
        {
            case "br" when entering:
                _writer.NewLine();
                break;
            case "li":
                _writer.Break(1);
                if (entering)
                {
                    _writer.Item(_lists - 1);
                }

                break;
            case "dt" or "dd":
                _writer.Break(1);
                break;
            case "tr" when _columns:
                _writer.Break(1);
                _firstColumn = true;
                break;
            case "td" or "th" when _columns:
                Column(entering);
                break;
            case "table":
                _writer.Break();
                _columns = entering && !shape.LayoutTables.Contains(element);
                break;
            case "ul" or "ol" or "menu" or "dir":
                ListEdge(change);
                break;
            case "pre" or "listing" or "xmp" or "plaintext":
                _writer.Break();
                _preformatted += change;
                break;
            case ['h', >= '1' and <= '6'] name:
                Heading(name[1] - '0', entering);
                break;
            case var name when Blocks.Contains(name):
                _writer.Break();
                break;
        }
    }

    private void Column(bool entering)
    {
        _writer.Break(0);
        _writer.OneLine = entering;
        if (entering && !_firstColumn)
        {
            _writer.Column();
        }

        _firstColumn = false;
    }

    /// <summary>The outermost list is set off by blank lines, its inner ones only by line ends.</summary>
    private void ListEdge(int change)
    {
        _lists += change;
        _writer.Tight = change > 0 ? _lists > 1 : _lists > 0;
        _writer.Break();
        _writer.Tight = _lists > 0;
    }

    private void Heading(int level, bool entering)
    {
        if (entering)
        {
            _writer.Break();
            _writer.OpenHeading();
        }
        else
        {
            _writer.CloseHeading(level);
            _writer.Break();
        }
    }
}
