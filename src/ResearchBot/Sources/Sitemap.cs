using System.IO.Compression;
using System.Text;
using System.Xml;

namespace ResearchBot.Sources;

/// <summary>What a sitemap lists: pages, or further sitemaps.</summary>
internal sealed record Sitemap(IReadOnlyList<string> Pages, IReadOnlyList<string> Sitemaps)
{
    private const int MostEntries = 50_000;
    private const int MostCharacters = 50_000_000;

    /// <summary>Reads an XML sitemap or index, packed or not, or a list of addresses, one a line. What is broken off is read as far as it goes.</summary>
    public static Sitemap Read(byte[] file)
    {
        var found = new Sitemap(new List<string>(), new List<string>());
        try
        {
            using var content = Unpack(file);
            if (IsXml(content))
            {
                found.ReadXml(content);
            }
            else
            {
                found.ReadLines(content);
            }
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException or IOException)
        {
            // The rest is not listed; pages are found by links, too.
        }

        return found;
    }

    /// <summary>Straight on, element by element: nothing is built, no entity is expanded, and no depth costs anything.</summary>
    private void ReadXml(Stream content)
    {
        using var xml = XmlReader.Create(content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters, IgnoreComments = true });
        var inSitemap = false;
        while (Pages.Count + Sitemaps.Count < MostEntries && xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName is "sitemap" or "url")
            {
                inSitemap = xml.LocalName == "sitemap";
            }
            else if (xml.LocalName == "loc" && xml.Depth == 2 && !xml.IsEmptyElement && xml.Read() && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                ((List<string>)(inSitemap ? Sitemaps : Pages)).Add(xml.Value.Trim());
            }
        }
    }

    private void ReadLines(Stream content)
    {
        using var lines = new StreamReader(content, Encoding.UTF8);
        while (Pages.Count < MostEntries && lines.ReadLine() is { } line)
        {
            ((List<string>)Pages).Add(line.Trim());
        }
    }

    private static MemoryStream Unpack(byte[] file)
    {
        if (file is not [0x1F, 0x8B, ..])
        {
            return new MemoryStream(file, 0, file.Length, writable: false, publiclyVisible: true);
        }

        using var packed = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var counted = new CountedStream(packed, MostCharacters, "the sitemap");
        var plain = new MemoryStream();
        try
        {
            counted.CopyTo(plain);
        }
        catch (UserFacingException)
        {
            // Too much: what came so far is enough.
        }

        plain.Position = 0;
        return plain;
    }

    private static bool IsXml(MemoryStream content)
    {
        var start = Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)Math.Min(content.Length, 512)).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return start.StartsWith('<');
    }
}
