using System.Text;
using System.Xml;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Code;

/// <summary>XML: texts as running text under their titles; data verbatim, with the elements that hold more than a few lines as sections.</summary>
public sealed class XmlFileReader : DocumentReader
{
    /// <summary>Longer texts are sentences and not values.</summary>
    private const int Sentence = 40;

    private static readonly HashSet<string> Titles = ["title", "head", "heading", "h1", "h2", "h3", "h4", "h5", "h6", "header", "subtitle"];

    public override IReadOnlyList<string> Extensions { get; } =
    [
        ".xml", ".rss", ".atom", ".xsd", ".xsl", ".xslt", ".wsdl", ".csproj", ".props", ".targets", ".resx", ".config", ".plist", ".svg", ".dita", ".tei",
        ".opml", ".kml", ".gpx",
    ];

    public override ReadDocument Read(FileToRead file)
    {
        var text = LineEnds.ToLineFeed(TextDecoder.Decode(file.Content));
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        try
        {
            if (HoldsSentences(text))
            {
                Prose(builder, text, file);
            }
        }
        catch (XmlException) when (builder.Length == 0)
        {
            // What is not well formed is shown as it is.
        }
        catch (XmlException)
        {
            builder.Remark("The XML is damaged; what follows the damage was not read.");
        }

        if (builder.End() is null && builder.Length == 0)
        {
            var lines = text.Split('\n');
            CodeText.Write(builder, lines, "xml", []);
        }

        return builder.Build();
    }

    /// <summary>Opens it behind its declaration, which names an encoding that the text is no longer in.</summary>
    /// <param name="line">The line of the file where it begins, from 0.</param>
    private static SafeXmlReader Open(string text, out int line)
    {
        var start = text.StartsWith("<?xml", StringComparison.Ordinal) ? text.IndexOf("?>", StringComparison.Ordinal) + 2 : 0;
        start += text.AsSpan(start).IndexOf('<') is > 0 and var gap ? gap : 0;
        line = text.AsSpan(0, start).Count('\n');
        return SafeXmlReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text[start..])));
    }

    private static bool HoldsSentences(string text)
    {
        var (sentences, all) = (0L, 0L);
        using var xml = Open(text, out _);
        do
        {
            if (xml.IsText && !string.IsNullOrWhiteSpace(xml.Value))
            {
                var length = xml.Value.Trim().Length;
                all += length;
                sentences += length >= Sentence && xml.Value.Contains(' ', StringComparison.Ordinal) ? length : 0;
            }
        }
        while (xml.Read());

        return all > 0 && sentences * 2 >= all;
    }

    private static void Prose(DocumentBuilder builder, string text, FileToRead file)
    {
        using var xml = Open(text, out var before);
        var name = xml.Name;
        do
        {
            if (xml.IsElement)
            {
                name = xml.Name;
            }

            if (!xml.IsText || string.IsNullOrWhiteSpace(xml.Value))
            {
                continue;
            }

            var line = xml.Line + before;
            builder.Place = new PlaceMark(0) { Line = line };
            if (Titles.Contains(name.ToLowerInvariant()))
            {
                builder.Add(BlockKind.Heading, xml.Value, Math.Clamp(xml.Depth - 2, 1, 6));
            }
            else if (xml.Value.Contains("</", StringComparison.Ordinal)
                && InnerDocument.TryRead(file, "part.html", Encoding.UTF8.GetBytes(xml.Value), out _) is { } page)
            {
                builder.Append(page, levels: 2, _ => new PlaceMark(0) { Line = line });
            }
            else
            {
                builder.Add(BlockKind.Paragraph, xml.Value);
            }
        }
        while (xml.Read());
    }
}
