using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.OpenDocument;

/// <summary>The styles of an OpenDocument file, and how its lists and headings are numbered.</summary>
internal sealed class OdfStyles
{
    private const int MostSteps = 32;

    private readonly Dictionary<(string Family, string Name), OdfStyle> _styles = [];
    private readonly Dictionary<string, OdfLevel[]> _lists = [];

    /// <summary>How headings are numbered; null if they are not.</summary>
    public OdfLevel[]? Outline { get; private set; }

    /// <summary>A style with what it inherits.</summary>
    public OdfStyle Find(string family, string? name)
    {
        var style = name is null ? null : _styles.GetValueOrDefault((family, name));
        var whole = style ?? new OdfStyle();
        for (var step = 0; step < MostSteps && style?.Parent is { } parent && (style = _styles.GetValueOrDefault((family, parent))) is not null; step++)
        {
            whole = whole with
            {
                IsHidden = whole.IsHidden ?? style.IsHidden, IsBold = whole.IsBold ?? style.IsBold, List = whole.List ?? style.List,
                Kind = whole.Kind == BlockKind.Paragraph ? style.Kind : whole.Kind,
            };
        }

        return whole;
    }

    /// <summary>The levels of a list style; null if there is none.</summary>
    public OdfLevel[]? List(string? name) => name is null ? null : _lists.GetValueOrDefault(name);

    /// <summary>Reads the styles that are children of the element that the reader stands at.</summary>
    public void Read(SafeXmlReader xml)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "style" when xml.Attribute("name") is { } name && xml.Attribute("family") is { } family:
                    _styles[(family, name)] = ReadStyle(xml, name);
                    break;
                case "list-style" when xml.Attribute("name") is { } name:
                    _lists[name] = ReadLevels(xml);
                    break;
                case "outline-style":
                    Outline = ReadLevels(xml);
                    break;
            }
        }
    }

    private static OdfStyle ReadStyle(SafeXmlReader xml, string name)
    {
        var style = new OdfStyle
        {
            Parent = xml.Attribute("parent-style-name"),
            List = xml.Attribute("list-style-name"),
            Kind = KindOf((xml.Attribute("display-name") ?? name).Replace("_20_", " ", StringComparison.Ordinal)),
        };
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            style = xml.Name switch
            {
                "text-properties" => style with
                {
                    IsHidden = xml.Attribute("display") is { } display ? display == "none" : style.IsHidden,
                    IsBold = xml.Attribute("font-weight") is { } weight ? weight is "bold" or "600" or "700" or "800" or "900" : style.IsBold,
                },
                "table-properties" => style with { IsHidden = xml.Attribute("display") == "false" ? true : style.IsHidden },
                "drawing-page-properties" => style with { IsHidden = xml.Attribute("visibility") == "hidden" ? true : style.IsHidden },
                _ => style,
            };
        }

        return style;
    }

    private static BlockKind KindOf(string name) => name switch
    {
        "Title" => BlockKind.Heading,
        "Caption" or "Illustration" or "Table" or "Figure" or "Drawing" => BlockKind.Caption,
        "Quotations" or "Quote" => BlockKind.Quote,
        "Preformatted Text" or "Source Code" => BlockKind.Code,
        _ => BlockKind.Paragraph,
    };

    private static OdfLevel[] ReadLevels(SafeXmlReader xml)
    {
        var levels = new OdfLevel[10];
        Array.Fill(levels, new OdfLevel());
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (int.TryParse(xml.Attribute("level"), out var level) && level is >= 1 and <= 10)
            {
                var isBullet = xml.Name is "list-level-style-bullet" or "list-level-style-image";
                levels[level - 1] = new OdfLevel
                {
                    Bullet = isBullet ? xml.Attribute("bullet-char") ?? "•" : null,
                    Format = xml.Attribute("num-format") ?? "",
                    Prefix = xml.Attribute("num-prefix") ?? "",
                    Suffix = xml.Attribute("num-suffix") ?? "",
                    Start = int.TryParse(xml.Attribute("start-value"), out var start) ? Math.Clamp(start, 0, 1_000_000) : 1,
                    Shown = int.TryParse(xml.Attribute("display-levels"), out var shown) ? Math.Clamp(shown, 1, 10) : 1,
                };
            }
        }

        return levels;
    }
}

/// <summary>What matters of a style.</summary>
internal sealed record OdfStyle
{
    public string? Parent { get; init; }
    public bool? IsHidden { get; init; }
    public bool? IsBold { get; init; }
    public string? List { get; init; }
    public BlockKind Kind { get; init; } = BlockKind.Paragraph;
}

/// <summary>A level of a list.</summary>
internal sealed record OdfLevel
{
    public string? Bullet { get; init; }
    public string Format { get; init; } = "";
    public string Prefix { get; init; } = "";
    public string Suffix { get; init; } = "";
    public int Start { get; init; } = 1;

    /// <summary>How many levels' numbers are shown.</summary>
    public int Shown { get; init; } = 1;
}

/// <summary>Counts one list, or the headings.</summary>
internal sealed class OdfCounter
{
    private readonly int?[] _counts = new int?[10];

    /// <summary>Counts an item.</summary>
    /// <param name="level">From 0.</param>
    /// <returns>Its number or bullet with a space after it; empty if it shows none.</returns>
    public string Next(OdfLevel[] levels, int level, int? start = null)
    {
        level = Math.Clamp(level, 0, 9);
        _counts[level] = start ?? (_counts[level] is { } count ? count + 1 : levels[level].Start);
        for (var above = 0; above < level; above++)
        {
            _counts[above] ??= levels[above].Start;
        }

        Array.Clear(_counts, level + 1, 9 - level);
        if (levels[level].Bullet is { } bullet)
        {
            return Word.ListNumber.Bullet(bullet) + " ";
        }

        if (levels[level].Format.Length == 0)
        {
            return "";
        }

        var numbers = Enumerable.Range(Math.Max(0, level - levels[level].Shown + 1), Math.Min(levels[level].Shown, level + 1))
            .Where(one => levels[one].Format.Length > 0)
            .Select(one => Word.ListNumber.Render(_counts[one] ?? 1, levels[one].Format));
        return $"{levels[level].Prefix}{string.Join('.', numbers)}{levels[level].Suffix} ";
    }
}
