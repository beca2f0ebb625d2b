using System.Globalization;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.OpenDocument;

/// <summary>What all the parts of one OpenDocument file share while it is read.</summary>
/// <param name="Drawings">Reads the chart in a folder of the file.</param>
internal sealed record OdfContext(OdfStyles Styles, Func<string, Drawing.DrawingText> Drawings)
{
    public OdfCounter Headings { get; } = new();
    public Dictionary<string, OdfCounter> Lists { get; } = [];
}

/// <summary>Reads paragraphs, lists and tables as a person sees them.</summary>
internal sealed class OdfContentReader(SafeXmlReader xml, OdfContext context)
{
    private const int MostRepeated = 64;

    private readonly Stack<OdfList> _lists = new();
    private int _hidden;
    private int _index;

    /// <summary>Reads the content of the element that the reader stands at.</summary>
    public void Read(Action<Node> take)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            One(take);
        }
    }

    /// <summary>Reads the element that the reader stands at.</summary>
    public void One(Action<Node> take)
    {
        switch (xml.Name)
        {
            case "p" or "h":
                take(Paragraph());
                break;
            case "list":
                List(take);
                break;
            case "table" when !xml.Namespace.EndsWith(":presentation:1.0", StringComparison.Ordinal):
                take(Table());
                break;
            case "section":
                var isHidden = xml.Attribute("display") is "none";
                _hidden += isHidden ? 1 : 0;
                Read(take);
                _hidden -= isHidden ? 1 : 0;
                break;
            case "index-body":
                _index++;
                Read(take);
                _index--;
                break;
            case "frame" or "custom-shape" or "rect" or "ellipse" or "circle" or "g" or "a" or "text-box"
                or "polygon" or "path" or "line" or "connector" or "caption":
                Read(take);
                break;
            case "object" when xml.Attribute("href") is { } folder:
                take(new DrawingNode(context.Drawings(folder)));
                break;
            case "numbered-paragraph" or "table-of-content" or "illustration-index" or "table-index" or "object-index" or "user-index" or "alphabetical-index"
                or "bibliography" or "index-title":
                Read(take);
                break;
        }
    }

    private ParagraphNode Paragraph()
    {
        var style = context.Styles.Find("paragraph", xml.Attribute("style-name"));
        var paragraph = new ParagraphNode { Kind = style.Kind, IsBold = style.IsBold == true, IsHidden = style.IsHidden == true || _hidden > 0 };
        if (xml.Name == "h")
        {
            paragraph.HeadingLevel = int.TryParse(xml.Attribute("outline-level"), out var level) ? Math.Clamp(level, 1, 10) : 1;
            if (context.Styles.Outline is { } outline && xml.Attribute("is-list-header") != "true")
            {
                paragraph.Number = (0, context.Headings.Next(outline, paragraph.HeadingLevel - 1));
            }
        }
        else if (_index > 0)
        {
            paragraph.Kind = BlockKind.Navigation;
        }
        else if (_lists.TryPeek(out var list))
        {
            list.Number(paragraph, _lists.Count - 1, context.Styles.List(style.List));
        }

        Inline(paragraph, new OdfRun(paragraph.IsBold, paragraph.IsHidden, null));
        return paragraph;
    }

    private void Inline(ParagraphNode paragraph, OdfRun run)
    {
        var depth = xml.Depth;
        while (xml.NextNode(depth))
        {
            if (xml.IsText)
            {
                Write(paragraph, run, xml.Value);
                continue;
            }

            switch (xml.Name)
            {
                case "s":
                    Write(paragraph, run, " ");
                    break;
                case "tab":
                    Write(paragraph, run, "\t");
                    break;
                case "line-break":
                    Write(paragraph, run, "\n");
                    break;
                case "span":
                    var style = context.Styles.Find("text", xml.Attribute("style-name"));
                    Inline(paragraph, run with { IsBold = style.IsBold ?? run.IsBold, IsHidden = run.IsHidden || style.IsHidden == true });
                    break;
                case "a":
                    var target = xml.Attribute("href");
                    Inline(paragraph, run with { Target = target is null || target.StartsWith('#') ? null : target });
                    break;
                case "hidden-text" or "hidden-paragraph":
                    Inline(paragraph, run with { IsHidden = true });
                    break;
                case "note":
                    paragraph.Notes.AddRange(Note());
                    break;
                case "annotation":
                    paragraph.Notes.AddRange(Annotation());
                    break;
                case "frame" or "custom-shape" or "text-box" or "rect" or "g" or "ellipse" or "circle" or "line" or "object" or "caption":
                    Anchored(paragraph);
                    break;
                case "ruby-text" or "tracked-changes" or "note-citation" or "number" or "title" or "desc" or "script" or "annotation-end":
                    break;
                default:
                    Inline(paragraph, run);
                    break;
            }
        }
    }

    private static void Write(ParagraphNode paragraph, OdfRun run, string text)
    {
        if (run.IsHidden)
        {
            paragraph.Prose.AddHidden(text);
        }
        else
        {
            paragraph.Prose.Add(text is "\n" ? text : text.Replace('\n', ' '), run.Target, run.IsBold);
        }
    }

    private void Anchored(ParagraphNode paragraph)
    {
        var outer = _lists.ToArray();
        _lists.Clear();
        One(paragraph.Anchored.Add);
        foreach (var list in outer.Reverse())
        {
            _lists.Push(list);
        }
    }

    private List<Prose> Note()
    {
        var notes = new List<Prose>();
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "note-body")
            {
                var words = new Prose();
                Read(node => NodeWriter.Into(words, node));
                notes.Add(words);
            }
        }

        return notes;
    }

    /// <summary>A comment; none if it says nothing.</summary>
    public List<Prose> Annotation()
    {
        var author = "";
        var words = new Prose();
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "creator")
            {
                author = xml.Text();
            }
            else
            {
                One(node => NodeWriter.Into(words, node));
            }
        }

        return words.IsEmpty ? [] : [Prose.ByAuthor(author, words)];
    }

    private void List(Action<Node> take)
    {
        var name = xml.Attribute("style-name") ?? (_lists.TryPeek(out var outer) ? outer.Style : null);
        var isContinued = xml.Attribute("continue-numbering") == "true" || xml.Attribute("continue-list") is not null;
        var counter = _lists.Count > 0 ? _lists.Peek().Counter
            : isContinued && context.Lists.TryGetValue(name ?? "", out var before) ? before : new OdfCounter();
        context.Lists[name ?? ""] = counter;
        var list = new OdfList(name, context.Styles.List(name), counter);
        _lists.Push(list);
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            list.Begin(xml.Name == "list-header", int.TryParse(xml.Attribute("start-value"), out var start) ? Math.Clamp(start, 0, 1_000_000) : null);
            Read(take);
        }

        _lists.Pop();
    }

    private TableNode Table()
    {
        var table = new TableNode();
        var outer = _lists.ToArray();
        _lists.Clear();
        Rows(table, isHeader: false);
        foreach (var list in outer.Reverse())
        {
            _lists.Push(list);
        }

        return table;
    }

    private void Rows(TableNode table, bool isHeader)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name is "table-header-rows" or "table-row-group" or "table-rows")
            {
                Rows(table, isHeader || xml.Name == "table-header-rows");
            }
            else if (xml.Name == "table-row")
            {
                var repeated = Repeated(xml.Attribute("number-rows-repeated"));
                var row = new RowNode([]) { IsHeader = isHeader, IsHidden = xml.Attribute("visibility") is "collapse" or "filter" };
                Cells(row);
                for (var i = 0; i < repeated && (i == 0 || row.Cells.Any(cell => cell.Count > 0)); i++)
                {
                    table.Rows.Add(row);
                }
            }
        }
    }

    private void Cells(RowNode row)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            var repeated = Repeated(xml.Attribute("number-columns-repeated"));
            var cell = new List<Node>();
            if (xml.Name == "table-cell")
            {
                Read(cell.Add);
            }

            for (var i = 0; i < repeated && row.Cells.Count < 1_000; i++)
            {
                row.Cells.Add(cell);
            }
        }
    }

    private static int Repeated(string? count) =>
        int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? Math.Clamp(times, 1, MostRepeated) : 1;

    /// <summary>How text is shown.</summary>
    private readonly record struct OdfRun(bool IsBold, bool IsHidden, string? Target);

    /// <summary>A list that is open.</summary>
    private sealed class OdfList(string? style, OdfLevel[]? levels, OdfCounter counter)
    {
        private bool _isFirst;
        private bool _isHeader;
        private int? _start;

        public string? Style => style;
        public OdfCounter Counter => counter;

        /// <summary>Begins an item.</summary>
        public void Begin(bool isHeader, int? start) => (_isFirst, _isHeader, _start) = (true, isHeader, start);

        /// <summary>Numbers the first paragraph of an item; further ones continue it.</summary>
        public void Number(ParagraphNode paragraph, int level, OdfLevel[]? own)
        {
            var shown = levels ?? own;
            if (_isFirst && !_isHeader)
            {
                paragraph.Number = (level, shown is null ? "• " : counter.Next(shown, level, _start));
            }
            else
            {
                paragraph.IsContinued = !_isHeader;
            }

            _isFirst = false;
        }
    }
}
