using ResearchBot.Readers.Office.Drawing;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Slides;

/// <summary>A shape, table, chart or diagram on a slide.</summary>
internal sealed class SlideShape
{
    /// <summary>What the shape holds the place for, such as <c>title</c>; null if it is no placeholder.</summary>
    public string? Placeholder { get; set; }

    public string? Index { get; set; }
    public bool IsHidden { get; set; }
    public List<DrawingParagraph> Paragraphs { get; } = [];
    public DrawingText? Drawing { get; set; }

    /// <summary>By level, whether its own list style gives bullets; null where it does not say.</summary>
    public bool?[] Bullets { get; set; } = new bool?[9];

    public bool IsTitle => Placeholder is "title" or "ctrTitle";

    /// <summary>All its paragraphs on one line.</summary>
    public Prose Words
    {
        get
        {
            var words = new Prose();
            Paragraphs.ForEach(paragraph => words.Add(paragraph.Prose));
            return words;
        }
    }
}

/// <summary>Reads the shapes of a slide in their order.</summary>
/// <param name="size">Of the slide, to know what lies beside it; null if that does not matter.</param>
internal sealed class SlideShapes(OfficePackage package, string part, (long Width, long Height)? size)
{
    private readonly List<SlideShape> _shapes = [];
    private int _groups;

    public IReadOnlyList<SlideShape> All => _shapes;

    /// <summary>Reads the shapes below the element that the reader stands at.</summary>
    public void Read(SafeXmlReader xml)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "sp":
                    Shape(xml);
                    break;
                case "graphicFrame":
                    Frame(xml, new SlideShape());
                    break;
                case "grpSp":
                    _groups++;
                    Read(xml);
                    _groups--;
                    break;
                case "spTree":
                    Read(xml);
                    break;
                case "AlternateContent":
                    Alternative(xml, () => Read(xml));
                    break;
            }
        }
    }

    /// <summary>The first version that shows something.</summary>
    private void Alternative(SafeXmlReader xml, Action read)
    {
        var before = _shapes.Count;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (_shapes.Count == before)
            {
                read();
            }
        }
    }

    private void Shape(SafeXmlReader xml)
    {
        var shape = new SlideShape();
        _shapes.Add(shape);
        Parts(xml, shape);
    }

    private void Parts(SafeXmlReader xml, SlideShape shape)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "nvSpPr" or "nvPr" or "spPr":
                    Parts(xml, shape);
                    break;
                case "cNvPr":
                    shape.IsHidden |= xml.Attribute("hidden") is "1" or "true";
                    break;
                case "ph":
                    (shape.Placeholder, shape.Index) = (xml.Attribute("type") ?? "obj", xml.Attribute("idx"));
                    break;
                case "xfrm":
                    shape.IsHidden |= IsBeside(xml);
                    break;
                case "txBody":
                    Body(xml, shape);
                    break;
            }
        }
    }

    private void Body(SafeXmlReader xml, SlideShape shape)
    {
        var text = new TextBody(package, part);
        text.Read(xml);
        shape.Paragraphs.AddRange(text.Paragraphs);
        shape.Bullets = text.Bullets;
    }

    private bool IsBeside(SafeXmlReader xml)
    {
        long x = 0, y = 0, width = 0, height = 0;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            (x, y) = xml.Name == "off" ? (Length(xml, "x"), Length(xml, "y")) : (x, y);
            (width, height) = xml.Name == "ext" ? (Length(xml, "cx"), Length(xml, "cy")) : (width, height);
        }

        return _groups == 0 && width > 0 && size is { Width: > 0 } slide && (x >= slide.Width || y >= slide.Height || x + width <= 0 || y + height <= 0);
    }

    private static long Length(SafeXmlReader xml, string name) => int.TryParse(xml.Attribute(name), out var length) ? length : 0;

    private void Frame(SafeXmlReader xml, SlideShape shape)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "cNvPr":
                    shape.IsHidden |= xml.Attribute("hidden") is "1" or "true";
                    break;
                case "tbl":
                    Add(shape, Table(xml));
                    break;
                case "chart" when xml.Relation("id") is { } id:
                    Add(shape, ChartReader.Read(package, package.Target(part, id)));
                    break;
                case "relIds" when xml.Relation("dm") is { } id:
                    Add(shape, DiagramReader.Read(package, package.Target(part, id)));
                    break;
                case "oleObj" when IsSeenWorkbook(xml):
                    Add(shape, DrawingText.OfTable(package.ReadWorkbook(package.Target(part, xml.Relation("id")))));
                    break;
                case "txBody":
                    Body(xml, shape);
                    _shapes.Add(shape);
                    break;
                case "AlternateContent":
                    Alternative(xml, () => Frame(xml, shape));
                    break;
                default:
                    Frame(xml, shape);
                    break;
            }
        }
    }

    private void Add(SlideShape frame, DrawingText text) => _shapes.Add(new SlideShape { IsHidden = frame.IsHidden, Drawing = text });

    /// <summary>Of an embedded workbook its cells are seen; of other files a picture.</summary>
    private static bool IsSeenWorkbook(SafeXmlReader xml) =>
        xml.Attribute("progId") is { } program && program.StartsWith("Excel.Sheet", StringComparison.Ordinal) && xml.Attribute("showAsIcon") is not ("1" or "true");

    private DrawingText Table(SafeXmlReader xml)
    {
        var text = new DrawingText();
        var hasHeader = false;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "tblPr")
            {
                hasHeader = xml.Attribute("firstRow") is "1" or "true";
            }
            else if (xml.Name == "tr")
            {
                var cells = new List<Prose>();
                var row = xml.Depth;
                while (xml.NextChild(row))
                {
                    if (xml.Name == "tc")
                    {
                        cells.Add(Cell(xml));
                    }
                }

                text.Rows.Add(new TableRow(cells, IsHeader: hasHeader && text.Rows.Count == 0 && cells.Count > 1));
            }
        }

        return text;
    }

    private Prose Cell(SafeXmlReader xml)
    {
        var cell = new Prose();
        var isMerged = xml.Attribute("hMerge") is "1" or "true" || xml.Attribute("vMerge") is "1" or "true";
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "txBody" && !isMerged)
            {
                DrawingParagraph.ReadAll(xml, package, part).ForEach(paragraph => cell.Add(paragraph.Prose));
            }
        }

        return cell;
    }
}
