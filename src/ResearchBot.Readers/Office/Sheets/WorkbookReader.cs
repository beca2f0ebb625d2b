using System.Xml;
using ResearchBot.Readers.Office.Drawing;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Sheets;

/// <summary>Reads a workbook (Office Open XML) sheet by sheet.</summary>
internal sealed class WorkbookReader
{
    private readonly OfficePackage _package;
    private readonly string _main;
    private readonly DocumentBuilder _builder;

    private WorkbookReader(OfficePackage package, string main, DocumentBuilder builder) => (_package, _main, _builder) = (package, main, builder);

    public static ReadDocument Read(OfficePackage package, string main, FileToRead file)
    {
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        new WorkbookReader(package, main, builder).Sheets();
        var properties = OfficeProperties.Read(package);
        return builder.Build(properties.Title, properties.Published, properties.About);
    }

    private void Sheets()
    {
        var (sheets, is1904) = List();
        var strings = SharedStrings.Read(_package, _main);
        if (strings.IsDamaged)
        {
            _builder.Remark("Some cells were not read: the file's list of texts is damaged.");
        }

        var workbook = new Workbook(strings, Part.Optional(() => CellStyles.Read(_package, _main)) ?? new CellStyles(), is1904);
        foreach (var sheet in sheets)
        {
            var writer = new SheetWriter(_builder, sheet.Name, sheet.IsHidden) { IsFirst = sheet == sheets[0] };
            try
            {
                Sheet(sheet, writer, workbook);
            }
            catch (Exception damage) when (damage is XmlException or InvalidDataException)
            {
                writer.End();
                _builder.Remark($"The sheet “{sheet.Name}” was not read whole: it is damaged or missing.");
            }
        }
    }

    private (List<SheetEntry> Sheets, bool Is1904) List()
    {
        var sheets = new List<SheetEntry>();
        var seen = new HashSet<string>(); // a part that is listed again is not read again
        var is1904 = false;
        using var xml = _package.Open(_main) ?? throw new RefusalException("The file lacks its main part.");
        while (xml.NextChild(0))
        {
            if (xml.Name == "workbookPr")
            {
                is1904 = xml.Attribute("date1904") is "1" or "true";
            }
            else if (xml.Name == "sheets")
            {
                var depth = xml.Depth;
                while (xml.NextChild(depth))
                {
                    var name = StatedText.Clean(xml.Attribute("name") ?? "");
                    var part = _package.Target(_main, xml.Relation("id"));
                    if (part is null || seen.Add(part))
                    {
                        var isHidden = xml.Attribute("state") is "hidden" or "veryHidden";
                        sheets.Add(new SheetEntry(name.Length > 0 ? name : $"Sheet {sheets.Count + 1}", part, isHidden));
                    }
                }
            }
        }

        return (sheets, is1904);
    }

    private void Sheet(SheetEntry sheet, SheetWriter writer, Workbook workbook)
    {
        using var xml = _package.Open(sheet.Part) ?? throw new InvalidDataException();
        if (xml.Name == "worksheet")
        {
            writer.Tables = Tables(sheet.Part!);
            var reader = new SheetReader(xml, workbook, writer);
            try
            {
                reader.Read();
            }
            finally
            {
                writer.End();
            }

            if (reader.WithoutResult > 0)
            {
                _builder.Remark("Some formulas have no stored result and were not read. Open the file in a spreadsheet program and save it again.");
            }

            new SheetNotes(_package, sheet.Part!, writer).Write();
        }

        new SheetDrawings(_package, writer, isChartSheet: xml.Name == "chartsheet").Write(sheet.Part!);
    }

    private List<SheetTable> Tables(string sheet)
    {
        var tables = new List<SheetTable>();
        foreach (var part in _package.AllRelatedTo(sheet, "table"))
        {
            Part.Optional(() =>
            {
                using var xml = _package.Open(part);
                if (xml?.Attribute("ref")?.Split(':') is [var first, var last] && CellReference.Parse(first) is { } from && CellReference.Parse(last) is { } to)
                {
                    tables.Add(new SheetTable(from.Row, to.Row, xml.Attribute("headerRowCount") != "0"));
                }

                return tables;
            });
        }

        return tables;
    }

    private sealed record SheetEntry(string Name, string? Part, bool IsHidden);
}

/// <summary>The charts and text boxes of a sheet. Of a chart beside its figures only the titles are written.</summary>
internal sealed class SheetDrawings(OfficePackage package, SheetWriter writer, bool isChartSheet)
{
    public void Write(string sheet)
    {
        foreach (var part in package.AllRelatedTo(sheet, "drawing"))
        {
            Part.Optional(() =>
            {
                using var xml = package.Open(part);
                if (xml is not null)
                {
                    Walk(xml, part);
                }

                return part;
            });
        }
    }

    private void Walk(SafeXmlReader xml, string part)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "txBody":
                    DrawingParagraph.ReadAll(xml, package, part).ForEach(paragraph => writer.Add(BlockKind.Paragraph, paragraph.Prose, row: null));
                    break;
                case "chart" when xml.Relation("id") is { } id:
                    var chart = ChartReader.Read(package, package.Target(part, id));
                    if (isChartSheet)
                    {
                        writer.Add(chart);
                    }
                    else
                    {
                        chart.Captions.ForEach(caption => writer.Add(BlockKind.Caption, caption, row: null));
                    }

                    break;
                case "Fallback":
                    break;
                default:
                    Walk(xml, part);
                    break;
            }
        }
    }
}

/// <summary>The comments on a sheet's cells, with their authors.</summary>
internal sealed class SheetNotes(OfficePackage package, string sheet, SheetWriter writer)
{
    private const string Threaded = "[Threaded comment]";

    public void Write()
    {
        foreach (var part in package.AllRelatedTo(sheet, "comments"))
        {
            Part.Optional(() => WriteAll(part));
        }
    }

    private List<string> WriteAll(string part)
    {
        var authors = new List<string>();
        using var xml = package.Open(part);
        while (xml is not null && xml.NextChild(0))
        {
            var depth = xml.Depth;
            while (xml.NextChild(depth))
            {
                if (xml.Name == "author")
                {
                    authors.Add(xml.Text());
                }
                else if (xml.Name == "comment")
                {
                    var author = int.TryParse(xml.Attribute("authorId"), out var id) && id >= 0 && id < authors.Count ? authors[id] : null;
                    var row = CellReference.Parse(xml.Attribute("ref") ?? "")?.Row;
                    Write(author, row, Words(xml));
                }
            }
        }

        return authors;
    }

    private static string Words(SafeXmlReader xml)
    {
        var words = "";
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            words = xml.Name == "text" ? SharedStrings.RichText(xml) : words;
        }

        return words;
    }

    /// <summary>A comment in a thread stands there once more for old programs, after a notice to them.</summary>
    private void Write(string? author, int? row, string words)
    {
        var isThread = words.StartsWith(Threaded, StringComparison.Ordinal);
        var from = isThread ? words.IndexOf("Comment:", StringComparison.Ordinal) : -1;
        var said = Prose.Of(from < 0 ? words : words[(from + "Comment:".Length)..]);
        if (!said.IsEmpty)
        {
            writer.Add(BlockKind.Note, isThread ? said : Prose.ByAuthor(author, said), row);
        }
    }
}
