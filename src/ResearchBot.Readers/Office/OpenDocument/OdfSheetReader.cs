using System.Globalization;
using ResearchBot.Readers.Office.Sheets;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.OpenDocument;

/// <summary>Reads the sheets of an OpenDocument workbook. Cells hold what they show as text.</summary>
internal sealed class OdfSheetReader(SafeXmlReader xml, OdfContext context, SheetWriter writer, DocumentBuilder builder)
{
    private const int MostRepeated = 1_000;
    private const int MostCellsRepeated = 256;

    private readonly List<(BlockKind Kind, Prose Words, int? Row)> _beside = [];
    private readonly OdfContentReader _content = new(xml, context);
    private int _row;
    private int _columns;

    /// <summary>Reads the sheet that the reader stands at.</summary>
    public void Read()
    {
        Rows();
        writer.End();
        foreach (var (kind, words, row) in _beside)
        {
            writer.Add(kind, words, row);
        }
    }

    private void Rows()
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "table-header-rows" or "table-row-group" or "table-rows" or "table-columns" or "table-column-group" or "table-header-columns":
                    Rows();
                    break;
                case "table-column":
                    Column();
                    break;
                case "table-row" when _row < CellReference.MostRows:
                    Row();
                    break;
                case "shapes":
                    _content.Read(Beside);
                    break;
            }
        }
    }

    private void Column()
    {
        var repeated = Count("number-columns-repeated", CellReference.MostColumns);
        if (xml.Attribute("visibility") is "collapse" or "filter")
        {
            writer.HideColumns(_columns + 1, _columns + repeated);
        }

        _columns = Math.Min(_columns + repeated, CellReference.MostColumns);
    }

    private void Row()
    {
        var repeated = Count("number-rows-repeated", CellReference.MostRows - _row);
        var isHidden = xml.Attribute("visibility") is "collapse" or "filter";
        var cells = Cells();
        var shown = cells.Count == 0 ? 0 : Math.Min(repeated, MostRepeated);
        for (var i = 1; i <= shown; i++)
        {
            writer.Add(new SheetRow(_row + i, cells, isHidden));
        }

        if (shown > 0 && shown < repeated)
        {
            builder.Remark($"A row that is repeated {repeated:N0} times was read {shown:N0} times.");
        }

        _row += repeated;
    }

    private List<SheetCell> Cells()
    {
        var cells = new List<SheetCell>();
        var column = 0;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            var repeated = Count("number-columns-repeated", CellReference.MostColumns);
            if (column < CellReference.MostColumns)
            {
                var style = xml.Attribute("style-name");
                var text = Text();
                var isBold = text.Length > 0 && context.Styles.Find("table-cell", style).IsBold == true;
                for (var i = 1; text.Length > 0 && i <= Math.Min(repeated, MostCellsRepeated); i++)
                {
                    cells.Add(new SheetCell(column + i, text, isBold));
                }
            }

            column = Math.Min(column + repeated, CellReference.MostColumns);
        }

        return cells;
    }

    private string Text()
    {
        var line = new Prose();
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "annotation")
            {
                _content.Annotation().ForEach(note => _beside.Add((BlockKind.Note, note, _row + 1)));
            }
            else if (xml.Name == "p")
            {
                _content.One(node => NodeWriter.Into(line, node));
            }
            else
            {
                _content.One(Beside);
            }
        }

        return line.ToString().Trim();
    }

    private void Beside(Node node)
    {
        if (node is DrawingNode drawing)
        {
            drawing.Text.Captions.ForEach(caption => _beside.Add((BlockKind.Caption, caption, null)));
        }
        else
        {
            var words = new Prose();
            NodeWriter.Into(words, node);
            _beside.Add((BlockKind.Paragraph, words, null));
        }
    }

    private int Count(string name, int most) =>
        long.TryParse(xml.Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? (int)Math.Clamp(times, 1, Math.Max(1, most)) : 1;
}
