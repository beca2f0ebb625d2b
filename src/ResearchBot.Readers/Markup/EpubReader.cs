using System.Text.RegularExpressions;
using System.Xml;
using ResearchBot.Readers.Html;
using ResearchBot.Readers.Xml;
using ResearchBot.Readers.Zip;

namespace ResearchBot.Readers.Markup;

/// <summary>EPUB books: the chapters in reading order, each under its title.</summary>
public sealed partial class EpubReader : DocumentReader
{
    private const int LargestChapter = 16 * 1024 * 1024;

    public override IReadOnlyList<string> Extensions { get; } = [".epub"];

    public override ReadDocument Read(FileToRead file)
    {
        using var zip = ZipContainer.Open(file);
        try
        {
            var package = EpubPackage.Read(zip);
            var builder = new DocumentBuilder(file.Limits.MaxCharacters);
            foreach (var chapter in package.Chapters)
            {
                Write(builder, zip, chapter);
            }

            var about = package.About;
            return builder.Build(about.GetValueOrDefault("title"), StatedDate.ToIso(about.GetValueOrDefault("published")), about);
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException)
        {
            throw new RefusalException("The book is damaged: its table of files cannot be read. Save it again and load it anew.");
        }
    }

    private static void Write(DocumentBuilder builder, ZipContainer zip, EpubChapter chapter)
    {
        if (zip.Find(chapter.Path) is not { } part || Text(part) is not { } source)
        {
            builder.Remark($"The chapter {chapter.Title ?? Path.GetFileName(chapter.Path)} was not read: it is missing, damaged or protected against copying.");
            return;
        }

        var page = HtmlSource.Parse(Closed().Replace(LineEnds.ToLineFeed(source), "<${tag}></${name}>"));
        var body = page.Body ?? page.DocumentElement;
        if (chapter.Title is { } title && body.QuerySelector("h1, h2, h3, h4, h5, h6") is null && !string.IsNullOrWhiteSpace(body.TextContent))
        {
            builder.Add(BlockKind.Heading, title, level: 1);
        }

        HtmlBlocks.Write(builder, PageMeasure.Of(body).Whole(body), lines: null);
    }

    private static string? Text(ZipPart part)
    {
        try
        {
            var content = part.ReadAll(LargestChapter);
            return content.Length == 0 ? "" : TextDecoder.TryDecode(content, HtmlCharset.Declared(content));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>An element that XML closes in its start tag and HTML would leave open.</summary>
    [GeneratedRegex(@"<(?<tag>(?<name>(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)[A-Za-z][\w:-]*)(?:\s[^<>]*)?)/>")]
    private static partial Regex Closed();
}

/// <summary>A file of a book.</summary>
/// <param name="Path">Its name in the container.</param>
/// <param name="Title">Its title in the table of contents, or null.</param>
internal sealed record EpubChapter(string Path, string? Title);

/// <summary>What a book states about itself: its chapters in order, its title, author, language and date.</summary>
internal sealed class EpubPackage
{
    private readonly Dictionary<string, (string Path, string Properties)> _files = [];
    private readonly List<string> _spine = [];
    private readonly Dictionary<string, string> _titles = new(StringComparer.OrdinalIgnoreCase);
    private string _folder = "";

    public Dictionary<string, string> About { get; } = [];

    /// <summary>The chapters in reading order. The table of contents is none.</summary>
    public IEnumerable<EpubChapter> Chapters => _spine.Where(_files.ContainsKey).Select(id => _files[id])
        .Where(file => !file.Properties.Contains("nav ", StringComparison.Ordinal))
        .Select(file => file.Path)
        .Select(path => new EpubChapter(path, _titles.GetValueOrDefault(path)));

    /// <exception cref="XmlException">A file of the book's own is not well formed.</exception>
    /// <exception cref="RefusalException">It names no chapters.</exception>
    public static EpubPackage Read(ZipContainer zip)
    {
        var package = new EpubPackage();
        var path = "";
        Each(zip, "META-INF/container.xml", xml => path = path.Length == 0 && xml.Name == "rootfile" ? xml.Attribute("full-path") ?? "" : path);
        package._folder = Folder(path);
        Each(zip, path, package.Take);
        if (package._spine.Count == 0)
        {
            throw new RefusalException("The book names no chapters. Save it again and load it anew.");
        }

        package.ReadTitles(zip);
        return package;
    }

    private void Take(SafeXmlReader xml)
    {
        switch (xml.Name)
        {
            case "item" when xml.Attribute("id") is { } id && xml.Attribute("href") is { } href:
                _files.TryAdd(id, (Resolve(_folder, href), $"{xml.Attribute("properties")} {xml.Attribute("media-type")}"));
                break;
            case "itemref" when xml.Attribute("idref") is { } id:
                _spine.Add(id);
                break;
            case "title" or "creator" or "language" or "date" or "publisher" when !xml.Namespace.EndsWith("opf", StringComparison.Ordinal):
                var key = xml.Name switch { "creator" => "author", "date" => "published", "publisher" => "outlet", var name => name };
                if (StatedText.Clean(xml.Text()) is { Length: > 0 } value && !About.TryAdd(key, value) && key == "author")
                {
                    About[key] = StatedText.Clean($"{About[key]}, {value}");
                }

                break;
        }
    }

    /// <summary>The table of contents, of either version.</summary>
    private void ReadTitles(ZipContainer zip)
    {
        foreach (var (path, properties) in _files.Values.Where(one => one.Properties.Contains("nav ", StringComparison.Ordinal)
            || one.Properties.Contains("dtbncx", StringComparison.Ordinal)).ToList())
        {
            var folder = Folder(path);
            var label = "";
            Each(zip, path, xml =>
            {
                switch (xml.Name)
                {
                    case "text":
                        label = xml.Text();
                        break;
                    case "content" when xml.Attribute("src") is { } source:
                        Name(folder, source, label);
                        break;
                    case "a" when xml.Attribute("href") is { } target:
                        Name(folder, target, xml.Text());
                        break;
                }
            });
        }
    }

    private void Name(string folder, string target, string label)
    {
        if (StatedText.Clean(label) is { Length: > 0 } title)
        {
            _titles.TryAdd(Resolve(folder, target), title);
        }
    }

    private static void Each(ZipContainer zip, string path, Action<SafeXmlReader> take)
    {
        if (zip.Find(path) is not { } part)
        {
            return;
        }

        using var xml = SafeXmlReader.Open(part.Open());
        do
        {
            if (xml.IsElement)
            {
                take(xml);
            }
        }
        while (xml.Read());
    }

    private static string Folder(string path) => path[..(path.LastIndexOf('/') + 1)];

    /// <summary>A relative address within the container, without its fragment.</summary>
    private static string Resolve(string folder, string address)
    {
        var segments = new List<string>();
        foreach (var segment in (folder + Uri.UnescapeDataString(address.Split('#')[0])).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }
}
