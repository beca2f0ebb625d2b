using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office;

/// <summary>What a document states about itself.</summary>
internal sealed class OfficeProperties
{
    private readonly Dictionary<string, string> _about = [];

    public string? Title => _about.GetValueOrDefault("title");
    public string? Published => _about.GetValueOrDefault("published");
    public IReadOnlyDictionary<string, string> About => _about;

    /// <summary>The core and extended properties of an Office Open XML file.</summary>
    public static OfficeProperties Read(OfficePackage package)
    {
        var properties = new OfficeProperties();
        foreach (var type in (string[])["core-properties", "extended-properties"])
        {
            Part.Optional(() =>
            {
                using var xml = package.Open(package.RelatedTo("", type));
                return xml is null ? properties : properties.Take(xml);
            });
        }

        return properties;
    }

    /// <summary>The properties that are children of the element that the reader stands at.</summary>
    public OfficeProperties Take(SafeXmlReader xml)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "title":
                    Set("title", xml.Text());
                    break;
                case "creator" or "initial-creator":
                    Set("author", xml.Text());
                    break;
                case "language":
                    Set("language", xml.Text());
                    break;
                case "created" or "creation-date":
                    Set("published", StatedDate.ToIso(xml.Text()));
                    break;
                case "modified" or "date":
                    Set("modified", StatedDate.ToIso(xml.Text()));
                    break;
                case "Pages" or "Slides":
                    SetPages(xml.Text());
                    break;
                case "document-statistic":
                    SetPages(xml.Attribute("page-count"));
                    break;
            }
        }

        return this;
    }

    private void SetPages(string? count) => Set("pages", int.TryParse(count, out var pages) && pages > 0 ? count.Trim() : null);

    private void Set(string name, string? value)
    {
        if (value is not null && StatedText.Clean(value) is { Length: > 0 } clean)
        {
            _about.TryAdd(name, clean);
        }
    }
}
