using System.Globalization;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Sheets;

/// <summary>What the sheets of one workbook share.</summary>
internal sealed record Workbook(SharedStrings Strings, CellStyles Styles, bool Is1904);

/// <summary>Reads the rows of one sheet, each cell as it is shown.</summary>
internal sealed class SheetReader(SafeXmlReader xml, Workbook workbook, SheetWriter writer)
{
    private int _row;

    /// <summary>The formulas whose result the file does not keep.</summary>
    public int WithoutResult { get; private set; }

    /// <summary>Reads the sheet that the reader stands at.</summary>
    public void Read()
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "cols")
            {
                Columns();
            }
            else if (xml.Name == "sheetData")
            {
                var data = xml.Depth;
                while (xml.NextChild(data))
                {
                    Row();
                }
            }
        }
    }

    private void Columns()
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Attribute("hidden") is "1" or "true"
                && int.TryParse(xml.Attribute("min"), out var first)
                && int.TryParse(xml.Attribute("max"), out var last))
            {
                writer.HideColumns(first, last);
            }
        }
    }

    private void Row()
    {
        _row = int.TryParse(xml.Attribute("r"), out var stated) && stated > 0 ? stated : _row + 1;
        if (_row > CellReference.MostRows)
        {
            throw new InvalidDataException("The row lies outside of a sheet.");
        }

        var isHidden = xml.Attribute("hidden") is "1" or "true";
        var cells = new List<SheetCell>();
        var column = 0;
        var isOrdered = true;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            var place = xml.Attribute("r") is { } reference ? CellReference.Parse(reference)?.Column : column + 1;
            isOrdered &= place > column;
            column = place is >= 1 and <= CellReference.MostColumns ? place.Value : column + 1;
            var cell = Cell(column);
            if (!string.IsNullOrWhiteSpace(cell.Text))
            {
                cells.Add(cell);
            }
        }

        writer.Add(new SheetRow(_row, isOrdered ? cells : [.. cells.DistinctBy(cell => cell.Column).OrderBy(cell => cell.Column)], isHidden));
    }

    private SheetCell Cell(int column)
    {
        var type = xml.Attribute("t");
        var (format, isBold) = workbook.Styles[int.TryParse(xml.Attribute("s"), out var style) ? style : 0];
        string? value = null;
        var isFormula = false;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            value = xml.Name == "v" ? xml.Text() : xml.Name == "is" ? SharedStrings.RichText(xml) : value;
            isFormula |= xml.Name == "f";
        }

        WithoutResult += isFormula && string.IsNullOrEmpty(value) && type != "str" ? 1 : 0;
        return new SheetCell(column, value is null ? "" : Shown(type, value, format), isBold);
    }

    private string Shown(string? type, string value, NumberFormat format) => type switch
    {
        "s" => format.Render(int.TryParse(value, out var index) ? workbook.Strings[index] : ""),
        "str" or "inlineStr" => format.Render(value),
        "b" => value is "1" or "true" ? "TRUE" : "FALSE",
        "e" => value,
        "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? format.Render(date.ToOADate(), is1904: false) : value,
        _ => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? format.Render(number, workbook.Is1904) : value,
    };
}
