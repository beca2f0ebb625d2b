using System.Xml;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Word;

/// <summary>Reads a word processor's document (Office Open XML).</summary>
internal sealed class WordReader
{
    private const int LongestCell = 2_000;

    private readonly FlowWriter _flow;
    private readonly DocumentBuilder _builder;
    private string? _title;
    private int _paragraph;

    private WordReader(DocumentBuilder builder) => (_builder, _flow) = (builder, new FlowWriter(builder));

    public static ReadDocument Read(OfficePackage package, string main, FileToRead file)
    {
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        var reader = new WordReader(builder);
        var context = new WordContext(
            package, Part.Optional(() => WordStyles.Read(package, main)) ?? new WordStyles(),
            Part.Optional(() => WordNumbering.Read(package, main)) ?? new WordNumbering(), new WordNotes(package, main));
        reader.Body(package, main, context);
        var properties = OfficeProperties.Read(package);
        return builder.Build(properties.Title ?? reader._title, properties.Published, properties.About);
    }

    private void Body(OfficePackage package, string main, WordContext context)
    {
        try
        {
            using var xml = package.Open(main) ?? throw new RefusalException("The file lacks its main part.");
            while (xml.NextChild(0))
            {
                if (xml.Name == "body")
                {
                    new WordContentReader(xml, main, context).Read(Write);
                }
            }
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException && _builder.Length > 0)
        {
            _builder.Remark("The document's end was not read: the file is damaged.");
        }

        if (context.Notes.HasFirstPage)
        {
            FirstPage(package, main, context);
        }
    }

    /// <summary>The header and footer of the first page, which stand nowhere else. Those of all pages are left out.</summary>
    private void FirstPage(OfficePackage package, string main, WordContext context)
    {
        foreach (var part in context.Notes.FirstPage.Distinct().Select(id => package.Target(main, id)).OfType<string>())
        {
            Part.Optional(() =>
            {
                using var xml = package.Open(part);
                var line = new Prose();
                new WordContentReader(xml!, part, context).Read(node => WordText.Into(line, node));
                _flow.Other(BlockKind.Metadata, line);
                return line;
            });
        }
    }

    private void Write(WordNode node)
    {
        switch (node)
        {
            case WordParagraph paragraph:
                if (!paragraph.Prose.IsEmpty)
                {
                    Move();
                }

                Write(paragraph);
                After([paragraph]);
                break;
            case WordTable table when IsLayout(table):
                foreach (var cell in table.Rows.SelectMany(row => row.Cells).SelectMany(cell => cell))
                {
                    Write(cell);
                }

                break;
            case WordTable table:
                _flow.Table([.. table.Rows.Select(Row)], _ => Move());
                After(table.Rows.SelectMany(row => row.Cells).SelectMany(cell => cell));
                break;
            case WordDrawing drawing:
                drawing.Text.Write(_flow);
                break;
        }
    }

    private void Write(WordParagraph paragraph)
    {
        var prose = paragraph.Prose;
        if (paragraph.Outline < 9)
        {
            _flow.Heading(paragraph.Outline + 1, prose, paragraph.Number?.Marker ?? "");
        }
        else if (paragraph.Style.Kind == BlockKind.Heading)
        {
            _title ??= prose.IsEmpty ? null : StatedText.Clean(prose.ToString());
            _flow.Heading(1, prose);
        }
        else if (paragraph.Number is var (level, marker))
        {
            _flow.Item(level + 1, marker, prose);
        }
        else if (paragraph.Style.Kind == BlockKind.Code)
        {
            _flow.Code(prose);
        }
        else if (paragraph.Style.Kind == BlockKind.Paragraph)
        {
            _flow.Paragraph(prose);
        }
        else
        {
            _flow.Other(paragraph.Style.Kind, prose);
        }
    }

    /// <summary>What is anchored in content, and the notes that it refers to.</summary>
    private void After(IEnumerable<WordNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is WordParagraph paragraph)
            {
                paragraph.Notes.ForEach(note => _flow.Other(BlockKind.Note, note));
                paragraph.Anchored.ForEach(Write);
            }
            else if (node is WordTable table)
            {
                After(table.Rows.SelectMany(row => row.Cells).SelectMany(cell => cell));
            }
        }
    }

    private void Move() => _builder.Place = new PlaceMark(0) { Paragraph = ++_paragraph };

    private static TableRow Row(WordTableRow row)
    {
        var cells = new List<Prose>(row.Cells.Count);
        foreach (var cell in row.Cells)
        {
            var line = new Prose();
            cell.ForEach(node => WordText.Into(line, node));
            cells.Add(line);
        }

        return new TableRow(cells, row.IsHeader, row.IsHidden);
    }

    /// <summary>Whether a table only places what is in it: one column, headings in cells, or cells as long as pages.</summary>
    private static bool IsLayout(WordTable table) =>
        table.Rows.All(row => row.Cells.Count <= 1)
        || table.Rows.Any(row => row.Cells.Any(cell => cell.OfType<WordParagraph>().Any(paragraph => paragraph.Outline < 9 && !paragraph.Prose.IsEmpty)
            || cell.OfType<WordTable>().Any(inner => !IsLayout(inner))
            || cell.OfType<WordParagraph>().Sum(paragraph => paragraph.Prose.Pieces.Sum(piece => piece.Text.Length)) > LongestCell));
}
