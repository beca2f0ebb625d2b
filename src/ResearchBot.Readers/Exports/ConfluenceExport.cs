using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Exports;

/// <summary>The XML export of a Confluence space: all pages in one file. Each current page becomes one HTML document; an HTML export is a zip of pages as
/// any other.</summary>
internal static partial class ConfluenceExport
{
    private const string Entities = "entities.xml";
    private const int MostBytes = 128 * 1024 * 1024;
    private const int MostCharacters = 50_000_000;

    /// <returns>The pages; null if it is no such export.</returns>
    public static IReadOnlyList<ArchiveItem>? Of(IReadOnlyList<ArchiveItem> parts, List<string> remarks)
    {
        if (parts.FirstOrDefault(part => Path.GetFileName(part.Path) == Entities) is not { } entities
            || !parts.Any(part => Path.GetFileName(part.Path) == "exportDescriptor.properties"))
        {
            return null;
        }

        var (pages, bodies) = Read(entities);
        var found = new List<ArchiveItem>();
        foreach (var same in pages.Where(page => page.IsCurrent).GroupBy(page => FileName(page.Title)))
        {
            foreach (var page in same)
            {
                var path = same.Count() == 1 ? $"{same.Key}.html" : $"{same.Key} {page.Id}.html";
                if (bodies.TryGetValue(page.Id, out var body))
                {
                    found.Add(new ArchiveItem(path, body.Length, limit => Page(page.Title, body, limit)));
                }
            }
        }

        var rest = parts.Count - 2;
        if (rest > 0)
        {
            remarks.Add($"{rest} attachments of the export were left out; load them by themselves.");
        }

        return found;
    }

    private static (List<PageObject> Pages, Dictionary<string, string> Bodies) Read(ArchiveItem entities)
    {
        var pages = new List<PageObject>();
        var bodies = new Dictionary<string, string>();
        var length = 0L;
        try
        {
            using var xml = SafeXmlReader.Open(new MemoryStream(entities.Read(MostBytes)));
            while (xml.NextChild(0))
            {
                switch (xml.Attribute("class"))
                {
                    case "Page" or "BlogPost":
                        var page = Fields(xml);
                        pages.Add(new PageObject(page.GetValueOrDefault("id", ""), page.GetValueOrDefault("title", "page"),
                            page.GetValueOrDefault("contentStatus", "current") == "current" && page.GetValueOrDefault("originalVersion", "").Length == 0));
                        break;
                    case "BodyContent":
                        var body = Fields(xml);
                        var text = body.GetValueOrDefault("body", "");
                        length += text.Length;
                        bodies[body.GetValueOrDefault("content", "").Trim()] = text;
                        break;
                }

                if (length > MostCharacters)
                {
                    throw new RefusalException("The export is too large; export the space in parts, or as HTML.");
                }
            }
        }
        catch (XmlException)
        {
            throw new RefusalException("The export's entities.xml is damaged; export the space again.");
        }

        return (pages, bodies);
    }

    /// <summary>The values of an object's properties; of a property that is an object, its id.</summary>
    private static Dictionary<string, string> Fields(SafeXmlReader xml)
    {
        var fields = new Dictionary<string, string>();
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name is "id" or "property" && xml.Attribute("name") is { } name)
            {
                fields.TryAdd(name, xml.Text().Trim());
            }
        }

        return fields;
    }

    /// <summary>A page's storage format as HTML: code keeps its text, macros lose their settings, links to pages show their titles.</summary>
    private static byte[] Page(string title, string body, int limit)
    {
        var html = PlainBody().Replace(body, code => $"<pre>{WebUtility.HtmlEncode(code.Groups["text"].Value)}</pre>");
        html = LinkBody().Replace(html, link => WebUtility.HtmlEncode(link.Groups["text"].Value));
        html = Settings().Replace(html, "");
        html = PageLink().Replace(html, link => link.Groups["title"].Value);
        var name = WebUtility.HtmlEncode(title);
        var bytes = Encoding.UTF8.GetBytes(
            $"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{name}</title></head><body><h1>{name}</h1>{html}</body></html>");
        return bytes.Length <= limit ? bytes : throw new RefusalException($"The page has more than {limit / 1024 / 1024} MB, which is the most that is read.");
    }

    private static string FileName(string title) => string.Concat(StatedText.Clean(title).Select(c => c is '/' or '\\' ? '-' : c));

    [GeneratedRegex(@"<ac:plain-text-body>\s*<!\[CDATA\[(?<text>(?:[^\]]|\][^\]]|\]\][^>])*)\]\]>\s*</ac:plain-text-body>", RegexOptions.NonBacktracking)]
    private static partial Regex PlainBody();

    [GeneratedRegex(@"<!\[CDATA\[(?<text>(?:[^\]]|\][^\]]|\]\][^>])*)\]\]>", RegexOptions.NonBacktracking)]
    private static partial Regex LinkBody();

    [GeneratedRegex(@"<ac:parameter[^<>]*>[^<>]*</ac:parameter>", RegexOptions.NonBacktracking)]
    private static partial Regex Settings();

    [GeneratedRegex(@"<ri:page[^<>]*ri:content-title=""(?<title>[^""<>]*)""[^<>]*/>\s*(?:</ri:page>)?", RegexOptions.NonBacktracking)]
    private static partial Regex PageLink();

    private sealed record PageObject(string Id, string Title, bool IsCurrent);
}
