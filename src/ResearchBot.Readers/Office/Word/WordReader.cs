using System.Xml;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Word;

/// <summary>Reads a word processor's document (Office Open XML).</summary>
internal sealed class WordReader
{
    private readonly DocumentBuilder _builder;
    private readonly FlowWriter _flow;
    private readonly NodeWriter _writer;
    private int _paragraph;

    private WordReader(DocumentBuilder builder)
    {
        (_builder, _flow) = (builder, new FlowWriter(builder));
        _writer = new NodeWriter(_flow, () => builder.Place = new PlaceMark(0) { Paragraph = ++_paragraph });
    }

    public static ReadDocument Read(OfficePackage package, string main, FileToRead file)
    {
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        var reader = new WordReader(builder);
        var context = new WordContext(
            package, Part.Optional(() => WordStyles.Read(package, main)) ?? new WordStyles(),
            Part.Optional(() => WordNumbering.Read(package, main)) ?? new WordNumbering(), new WordNotes(package, main));
        reader.Body(package, main, context);
        var properties = OfficeProperties.Read(package);
        return builder.Build(properties.Title ?? reader._writer.Title, properties.Published, properties.About);
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
                    new WordContentReader(xml, main, context).Read(_writer.Write);
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
                new WordContentReader(xml!, part, context).Read(node => NodeWriter.Into(line, node));
                _flow.Other(BlockKind.Metadata, line);
                return line;
            });
        }
    }
}
