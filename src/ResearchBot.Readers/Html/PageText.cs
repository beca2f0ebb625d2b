using System.Text;
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

/// <summary>Writes blocks of text with their places. Breaks and spaces are held back until the next visible character.</summary>
internal sealed class BlockWriter
{
    private const string Bar = " | ";

    private readonly StringBuilder _text = new();
    private readonly List<PlaceMark> _places = [];
    private readonly List<Block> _headings = [];
    private string _prefix = "";
    private int _breaks;
    private int _lineFeeds;
    private bool _space;
    private bool _blockStart = true;
    private int _headingPlace;
    private int _headingStart = -1;

    /// <summary>Within a table's cell everything stays on one line.</summary>
    public bool OneLine { get; set; }

    /// <summary>Within a list no blank lines are written.</summary>
    public bool Tight { get; set; }

    public string Text => _text.ToString();

    /// <summary>One mark per block, and one per line whose line in the file does not follow from the mark before.</summary>
    public IReadOnlyList<PlaceMark> Places => _places;

    /// <summary>The headings, and what stands between them as paragraphs.</summary>
    public IReadOnlyList<Block> Blocks
    {
        get
        {
            var blocks = new List<Block>();
            var at = 0;
            foreach (var heading in _headings.Append(new Block(BlockKind.Paragraph, _text.Length, 0)))
            {
                if (heading.Start > at)
                {
                    blocks.Add(new Block(BlockKind.Paragraph, at, heading.Start - at));
                }

                blocks.Add(heading);
                at = heading.Start + heading.Length;
            }

            blocks.RemoveAt(blocks.Count - 1);
            return blocks;
        }
    }

    public string? FirstTopHeading { get; private set; }

    public void Break(int lineFeeds = 2)
    {
        _breaks = Math.Max(_breaks, OneLine ? 0 : Tight ? 1 : lineFeeds);
        _space = true;
        _blockStart = true;
    }

    /// <summary>A line's end inside a block; at most one blank line comes of several.</summary>
    public void NewLine()
    {
        _breaks = OneLine ? _breaks : Math.Min(_breaks + 1, 2);
        _space = true;
    }

    /// <summary>The next visible character starts a list's item.</summary>
    public void Item(int depth) => _prefix = new string(' ', OneLine ? 1 : Math.Clamp(depth, 0, 8) * 2) + "- ";

    /// <summary>The next visible character stands in another column.</summary>
    public void Column() => _prefix += Bar;

    /// <summary>The next visible character starts a heading.</summary>
    public void OpenHeading() => (_headingPlace, _headingStart) = (_places.Count, -1);

    /// <summary>The heading is written: its section starts where it starts.</summary>
    public void CloseHeading(int level)
    {
        var words = _headingStart < 0 ? "" : StatedText.Clean(_text.ToString(_headingStart, _text.Length - _headingStart));
        if (words.Length > 0)
        {
            FirstTopHeading ??= level == 1 ? words : null;
            _headings.Add(new Block(BlockKind.Heading, _headingStart, _text.Length - _headingStart) { Level = level });
        }

        _headingStart = -1;
    }

    /// <summary>Writes text of the file, with white space as one space.</summary>
    /// <param name="line">The line in the file of its first character.</param>
    public void Flow(string data, int line)
    {
        foreach (var c in data)
        {
            line += c == '\n' ? 1 : 0;
            if (c is ' ' or '\t' or '\n' or '\r' or '\f' or '\u00A0')
            {
                _space = true;
                continue;
            }

            Put(c, line);
        }
    }

    /// <summary>Writes text of the file as it stands, but for blank lines at the block's start and end.</summary>
    /// <param name="line">The line in the file of its first character.</param>
    public void Preformatted(string data, int line)
    {
        foreach (var c in data)
        {
            if (c == '\n')
            {
                line++;
                _breaks += _blockStart ? 0 : 1;
                continue;
            }

            _space = false;
            Put(c, line);
        }
    }

    private void Put(char c, int line)
    {
        if (_breaks > 0 || _text.Length == 0)
        {
            StartLine(line);
        }
        else if (_prefix.Length > 0)
        {
            _text.Append(_prefix);
        }
        else if (_space)
        {
            _text.Append(' ');
        }

        _prefix = "";
        _space = false;
        _blockStart = false;
        _headingStart = _headingStart < 0 ? _text.Length : _headingStart;
        _text.Append(c);
    }

    private void StartLine(int line)
    {
        var feeds = _text.Length == 0 ? 0 : _breaks;
        _text.Append('\n', feeds);
        _lineFeeds += feeds;
        _breaks = 0;
        var last = _places.Count > 0 ? _places[^1] : null;
        if (last is null || feeds > 1 || _places.Count == _headingPlace || last.Line + _lineFeeds != line)
        {
            _places.Add(new PlaceMark(_text.Length) { Line = line });
            _lineFeeds = 0;
        }

        _text.Append(_prefix.StartsWith(Bar, StringComparison.Ordinal) ? _prefix.TrimStart() : _prefix);
    }
}
