using System.Xml;
using ResearchBot.Readers.Office.Drawing;
using ResearchBot.Readers.Office.Sheets;
using ResearchBot.Readers.Xml;
using ResearchBot.Readers.Zip;

namespace ResearchBot.Readers.Office.OpenDocument;

/// <summary>Reads OpenDocument texts, workbooks and slides, packed or as one XML file.</summary>
internal sealed class OpenDocumentReader
{
    private readonly DocumentBuilder _builder;
    private readonly FlowWriter _flow;
    private readonly NodeWriter _writer;
    private readonly OdfContext _context;
    private readonly OfficeProperties _properties = new();
    private int _paragraph;

    private OpenDocumentReader(DocumentBuilder builder, Func<string, DrawingText> drawings)
    {
        (_builder, _flow, _context) = (builder, new FlowWriter(builder), new OdfContext(new OdfStyles(), drawings));
        _writer = new NodeWriter(_flow, () => builder.Place = builder.Place.Slide is null ? new PlaceMark(0) { Paragraph = ++_paragraph } : builder.Place);
    }

    /// <summary>Whether a container holds an OpenDocument file.</summary>
    public static bool IsOne(ZipContainer container) => container.Find("content.xml") is not null;

    public static ReadDocument Read(ZipContainer container, FileToRead file)
    {
        if (IsProtected(container))
        {
            throw new RefusalException("The file is protected with a password. Open it, save it without a password (File › Save As) and load it anew.");
        }

        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        var reader = new OpenDocumentReader(builder, folder => Chart(container, folder));
        foreach (var name in (string[])["meta.xml", "styles.xml"])
        {
            Part.Optional(() =>
            {
                using var xml = container.Find(name) is { } part ? SafeXmlReader.Open(part.Open()) : null;
                if (xml is not null)
                {
                    reader.Root(xml);
                }

                return name;
            });
        }

        using var content = SafeXmlReader.Open(container.Find("content.xml")!.Open());
        return reader.Build(content);
    }

    /// <summary>Reads a file that is not packed.</summary>
    public static ReadDocument Read(SafeXmlReader xml, FileToRead file) =>
        new OpenDocumentReader(new DocumentBuilder(file.Limits.MaxCharacters), _ => new DrawingText()).Build(xml);

    private ReadDocument Build(SafeXmlReader xml)
    {
        try
        {
            Root(xml);
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException && _builder.Length > 0)
        {
            _builder.Remark("The document's end was not read: the file is damaged.");
        }

        return _builder.Build(_properties.Title ?? _writer.Title, _properties.Published, _properties.About);
    }

    private static bool IsProtected(ZipContainer container)
    {
        using var xml = container.Find("META-INF/manifest.xml") is { } part ? SafeXmlReader.Open(part.Open()) : null;
        while (xml is not null && xml.Read())
        {
            if (xml.IsElement && xml.Name == "encryption-data")
            {
                return true;
            }
        }

        return false;
    }

    private void Root(SafeXmlReader xml)
    {
        while (xml.NextChild(0))
        {
            switch (xml.Name)
            {
                case "meta":
                    _properties.Take(xml);
                    break;
                case "styles" or "automatic-styles":
                    _context.Styles.Read(xml);
                    break;
                case "body":
                    Body(xml);
                    break;
            }
        }
    }

    private void Body(SafeXmlReader xml)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "spreadsheet")
            {
                Sheets(xml);
            }
            else if (xml.Name is "presentation" or "drawing")
            {
                Slides(xml);
            }
            else
            {
                new OdfContentReader(xml, _context).Read(_writer.Write);
            }
        }
    }

    private void Sheets(SafeXmlReader xml)
    {
        var depth = xml.Depth;
        var number = 0;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "table")
            {
                var name = StatedText.Clean(xml.Attribute("name") ?? "");
                number++;
                var isHidden = _context.Styles.Find("table", xml.Attribute("style-name")).IsHidden == true;
                var writer = new SheetWriter(_builder, name.Length > 0 ? name : $"Sheet {number}", isHidden) { IsFirst = number == 1 };
                new OdfSheetReader(xml, _context, writer, _builder).Read();
            }
        }
    }

    private void Slides(SafeXmlReader xml)
    {
        var depth = xml.Depth;
        var number = 0;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "page")
            {
                _builder.Place = new PlaceMark(0) { Slide = ++number };
                _flow.IsHidden = _context.Styles.Find("drawing-page", xml.Attribute("style-name")).IsHidden == true;
                Slide(xml);
                _flow.IsHidden = false;
            }
        }
    }

    private void Slide(SafeXmlReader xml)
    {
        var notes = new List<Node>();
        var (title, others) = (new List<Node>(), new List<Node>());
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            var content = new OdfContentReader(xml, _context);
            if (xml.Name == "notes")
            {
                content.Read(notes.Add);
            }
            else if (xml.Name == "annotation")
            {
                content.Annotation().ForEach(note => notes.Add(Paragraph(note)));
            }
            else
            {
                content.One(xml.Attribute("class") == "title" ? title.Add : others.Add);
            }
        }

        if (title.Count == 0
            && others.Find(node => node is ParagraphNode { Prose.IsEmpty: false }) is ParagraphNode first
            && first.Prose.ToString().Length <= 200)
        {
            title.Add(first);
            others.Remove(first);
        }

        var heading = new Prose();
        title.ForEach(node => NodeWriter.Into(heading, node));
        _flow.Heading(1, heading);
        others.ForEach(_writer.Write);
        foreach (var note in notes)
        {
            var words = new Prose();
            NodeWriter.Into(words, note);
            _flow.Other(BlockKind.Note, words);
        }
    }

    private static ParagraphNode Paragraph(Prose words)
    {
        var paragraph = new ParagraphNode();
        paragraph.Prose.Add(words);
        return paragraph;
    }

    /// <summary>The titles and values of the chart in a folder; nothing if it holds something else.</summary>
    private static DrawingText Chart(ZipContainer container, string folder) => Part.Optional(() =>
    {
        var text = new DrawingText();
        var name = folder.StartsWith("./", StringComparison.Ordinal) ? folder[2..] : folder;
        using var xml = container.Find($"{name.TrimEnd('/')}/content.xml") is { } part ? SafeXmlReader.Open(part.Open()) : null;
        while (xml is not null && xml.Read())
        {
            if (!xml.IsElement || xml.Name is not ("title" or "subtitle" or "table") || xml.Namespace.Contains(":presentation", StringComparison.Ordinal))
            {
                continue;
            }

            var content = new OdfContentReader(xml, new OdfContext(new OdfStyles(), _ => new DrawingText()));
            if (xml.Name == "table")
            {
                content.One(node => text.Rows.AddRange(((TableNode)node).Rows.Select(NodeWriter.Row)));
            }
            else
            {
                content.Read(node => text.Captions.Add(Line(node)));
            }
        }

        return text;
    }) ?? new DrawingText();

    private static Prose Line(Node node)
    {
        var line = new Prose();
        NodeWriter.Into(line, node);
        return line;
    }
}
