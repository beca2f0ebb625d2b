using ResearchBot.Readers.Office.Drawing;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Word;

/// <summary>What all the parts of one document share while it is read.</summary>
internal sealed record WordContext(OfficePackage Package, WordStyles Styles, WordNumbering Numbering, WordNotes Notes);

/// <summary>Reads paragraphs and tables of one part, as a person sees them: without deleted text, codes of fields and second versions.</summary>
internal sealed class WordContentReader(SafeXmlReader xml, string part, WordContext context)
{
    private const int BodyText = 9;

    private readonly WordFields _fields = new();

    /// <summary>How many tables and text boxes stand around what is read: their shade is not known, so that white text may well be seen there.</summary>
    private int _inside;

    /// <summary>Reads the content of the element that the reader stands at.</summary>
    public void Read(Action<Node> take)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "p":
                    take(Paragraph());
                    break;
                case "tbl":
                    Table(take);
                    break;
                case "sdt" or "sdtContent" or "ins" or "moveTo" or "customXml" or "smartTag" or "sectPr":
                    Read(take);
                    break;
                case "AlternateContent":
                    Alternative(() => Read(take));
                    break;
                case "headerReference" or "footerReference" when xml.Attribute("type") == "first":
                    context.Notes.FirstPage.Add(xml.Relation("id") ?? "");
                    break;
                case "titlePg":
                    context.Notes.HasFirstPage |= WordValue.IsOn(xml);
                    break;
            }
        }
    }

    private ParagraphNode Paragraph()
    {
        var paragraph = new ParagraphNode();
        var depth = xml.Depth;
        var isStyled = false;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "pPr")
            {
                Properties(paragraph);
                isStyled = true;
                continue;
            }

            if (!isStyled)
            {
                Complete(paragraph, context.Styles.Find(null), (null, null), null);
                isStyled = true;
            }

            Inline(paragraph, target: null);
        }

        return paragraph;
    }

    private void Properties(ParagraphNode paragraph)
    {
        (string? Id, int? Level) numbering = default;
        string? style = null;
        int? outline = null;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "pStyle":
                    style = xml.Attribute("val");
                    break;
                case "numPr":
                    numbering = WordValue.Numbering(xml);
                    break;
                case "outlineLvl":
                    outline = WordValue.Number(xml);
                    break;
                case "shd":
                    paragraph.IsShaded = WordRun.IsFilled(xml);
                    break;
                case "sectPr":
                    Read(_ => { });
                    break;
            }
        }

        Complete(paragraph, context.Styles.Find(style), numbering, outline);
    }

    private void Complete(ParagraphNode paragraph, WordStyle style, (string? Id, int? Level) numbering, int? outline)
    {
        (paragraph.Kind, paragraph.IsBold, paragraph.IsHidden) = (style.Kind, style.IsBold == true, style.IsHidden == true);
        paragraph.HeadingLevel = (outline ?? style.Outline ?? BodyText) is var level and >= 0 and < BodyText ? level + 1 : 0;
        paragraph.Number = context.Numbering.Next(
            numbering.Id ?? style.NumberId, numbering.Level ?? (numbering.Id is null ? style.NumberLevel : 0), numbering.Id is null ? style.NumberStyle : null);
    }

    /// <summary>One child of a paragraph, or of what stands in it.</summary>
    private void Inline(ParagraphNode paragraph, string? target)
    {
        var depth = xml.Depth;
        switch (xml.Name)
        {
            case "r":
                Run(paragraph, target);
                break;
            case "hyperlink":
                target = context.Package.Address(part, xml.Relation("id")) ?? target;
                All(paragraph, target, depth);
                break;
            case "AlternateContent":
                Alternative(() => All(paragraph, target, xml.Depth));
                break;
            case "t" when xml.Namespace.EndsWith("/math", StringComparison.Ordinal):
                paragraph.Prose.Add(xml.Text(), target);
                break;
            case "commentRangeStart" or "pPr" or "rPr" or "del" or "moveFrom" or "ctrlPr" or "sdtPr" or "rt":
                break;
            default:
                All(paragraph, target, depth);
                break;
        }
    }

    private void All(ParagraphNode paragraph, string? target, int depth)
    {
        while (xml.NextChild(depth))
        {
            Inline(paragraph, target);
        }
    }

    private void Run(ParagraphNode paragraph, string? target)
    {
        var run = new WordRun(paragraph.IsBold, paragraph.IsHidden);
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "rPr")
            {
                run = WordRun.Read(xml, context.Styles, run);
            }
            else
            {
                RunPart(paragraph, run, target);
            }
        }
    }

    private void RunPart(ParagraphNode paragraph, WordRun run, string? target)
    {
        switch (xml.Name)
        {
            case "t":
                Write(paragraph, run, xml.Text(), target);
                break;
            case "tab" or "ptab":
                Write(paragraph, run, "\t", target);
                break;
            case "br" or "cr":
                Write(paragraph, run, "\n", target);
                break;
            case "noBreakHyphen":
                Write(paragraph, run, "-", target);
                break;
            case "sym":
                Write(paragraph, run, WordSymbol.Of(xml.Attribute("font"), xml.Attribute("char")), target);
                break;
            case "fldChar":
                _fields.Move(xml.Attribute("fldCharType"));
                break;
            case "instrText":
                _fields.Code(xml.Text());
                break;
            case "footnoteReference" or "endnoteReference" or "commentReference" when _fields.IsShown:
                paragraph.Notes.AddRange(context.Notes.Find(xml.Name, xml.Attribute("id"), context));
                break;
            case "AlternateContent":
                Alternative(() => Anchored(paragraph));
                break;
            case "ruby":
                All(paragraph, target, xml.Depth);
                break;
            case "drawing" or "pict" or "object":
                Anchored(paragraph);
                break;
        }
    }

    private void Write(ParagraphNode paragraph, WordRun run, string text, string? target)
    {
        if (!_fields.IsShown)
        {
            return;
        }

        var isPale = run.IsWhite && !run.IsShaded && !paragraph.IsShaded && _inside == 0;
        if (run.IsVanished || run.IsTiny || isPale)
        {
            paragraph.Prose.AddHidden(text);
        }
        else
        {
            paragraph.Prose.Add(text, target ?? _fields.Target, run.IsBold);
        }
    }

    /// <summary>Text boxes, charts and diagrams below the element.</summary>
    private void Anchored(ParagraphNode paragraph)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "txbxContent":
                    _inside++;
                    Read(paragraph.Anchored.Add);
                    _inside--;
                    break;
                case "chart" when xml.Relation("id") is { } id:
                    paragraph.Anchored.Add(new DrawingNode(ChartReader.Read(context.Package, context.Package.Target(part, id))));
                    break;
                case "relIds" when xml.Relation("dm") is { } id:
                    paragraph.Anchored.Add(new DrawingNode(DiagramReader.Read(context.Package, context.Package.Target(part, id))));
                    break;
                case "AlternateContent":
                    Alternative(() => Anchored(paragraph));
                    break;
                case "txBody":
                    paragraph.Anchored.Add(new DrawingNode(DrawingText.Of(DrawingParagraph.ReadAll(xml, context.Package, part))));
                    break;
                default:
                    Anchored(paragraph);
                    break;
            }
        }
    }

    /// <summary>Of several versions the first.</summary>
    private void Alternative(Action read)
    {
        var depth = xml.Depth;
        var isRead = false;
        while (xml.NextChild(depth))
        {
            if (!isRead)
            {
                read();
                isRead = true;
            }
        }
    }

    private void Table(Action<Node> take)
    {
        var table = new TableNode();
        var depth = xml.Depth;
        _inside++;
        TableRows(table, depth);
        _inside--;
        take(table);
    }

    private void TableRows(TableNode table, int depth)
    {
        while (xml.NextChild(depth))
        {
            if (xml.Name == "tr")
            {
                Row(table);
            }
            else if (xml.Name is "sdt" or "sdtContent" or "ins" or "customXml")
            {
                TableRows(table, xml.Depth);
            }
        }
    }

    private void Row(TableNode table)
    {
        var row = new RowNode([]);
        var isDeleted = false;
        Cells(row, xml.Depth, ref isDeleted);
        if (!isDeleted)
        {
            table.Rows.Add(row);
        }
    }

    private void Cells(RowNode row, int depth, ref bool isDeleted)
    {
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "trPr":
                    var inner = xml.Depth;
                    while (xml.NextChild(inner))
                    {
                        isDeleted |= xml.Name == "del";
                        row.IsHeader |= xml.Name == "tblHeader" && WordValue.IsOn(xml);
                        row.IsHidden |= xml.Name == "hidden" && WordValue.IsOn(xml);
                        row.Pad(xml.Name == "gridBefore" ? WordValue.Number(xml) : 0);
                    }

                    break;
                case "tc":
                    Cell(row);
                    break;
                case "sdt" or "sdtContent" or "customXml":
                    Cells(row, xml.Depth, ref isDeleted);
                    break;
            }
        }
    }

    private void Cell(RowNode row)
    {
        var cell = new List<Node>();
        row.Cells.Add(cell);
        var columns = 1;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "tcPr":
                    var inner = xml.Depth;
                    while (xml.NextChild(inner))
                    {
                        columns = xml.Name == "gridSpan" ? WordValue.Number(xml) ?? 1 : columns;
                    }

                    break;
                case "p":
                    cell.Add(Paragraph());
                    break;
                case "tbl":
                    Table(cell.Add);
                    break;
                default:
                    Read(cell.Add);
                    break;
            }
        }

        row.Pad(columns - 1);
    }
}
