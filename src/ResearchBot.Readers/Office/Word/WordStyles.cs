using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Word;

/// <summary>The styles of a word processor's document, each with what it inherits.</summary>
internal sealed class WordStyles
{
    private const int MostSteps = 32;

    private readonly Dictionary<string, WordStyle> _styles = [];
    private readonly Dictionary<string, WordStyle> _whole = [];
    private string? _default;

    public static WordStyles Read(OfficePackage package, string part)
    {
        var styles = new WordStyles();
        using var xml = package.Open(package.RelatedTo(part, "styles"));
        while (xml is not null && xml.NextChild(0))
        {
            if (xml.Name == "style" && xml.Attribute("styleId") is { } id)
            {
                if (xml.Attribute("default") is "1" or "true" && xml.Attribute("type") == "paragraph")
                {
                    styles._default ??= id;
                }

                styles._styles.TryAdd(id, ReadStyle(xml));
            }
        }

        return styles;
    }

    /// <summary>A style with what it inherits; the default paragraph style for null.</summary>
    public WordStyle Find(string? id)
    {
        id ??= _default ?? "";
        if (!_whole.TryGetValue(id, out var whole))
        {
            _whole[id] = whole = Inherited(id);
        }

        return whole;
    }

    private WordStyle Inherited(string id)
    {
        var style = _styles.GetValueOrDefault(id) ?? new WordStyle { Name = id };
        var based = style.BasedOn;
        for (var step = 0; step < MostSteps && based is not null && _styles.GetValueOrDefault(based) is { } above; step++)
        {
            style = style with
            {
                Outline = style.Outline ?? above.Outline ?? HeadingLevel(above.Name), NumberId = style.NumberId ?? above.NumberId,
                NumberLevel = style.NumberLevel ?? above.NumberLevel,
                NumberStyle = style.NumberStyle ?? (above.NumberId is null ? null : based),
                IsHidden = style.IsHidden ?? above.IsHidden, IsBold = style.IsBold ?? above.IsBold,
                Kind = style.Kind == BlockKind.Paragraph ? above.Kind : style.Kind,
            };
            based = above.BasedOn;
        }

        return style with { Outline = style.Outline ?? HeadingLevel(style.Name), NumberStyle = style.NumberStyle ?? id };
    }

    /// <summary>The outline level of a heading's style by its name, which is the same in every language; null for other styles.</summary>
    private static int? HeadingLevel(string name) =>
        name.StartsWith("heading", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(name.AsSpan("heading".Length).Trim(), out var level)
        && level is >= 1 and <= 9
            ? level - 1
            : null;

    private static WordStyle ReadStyle(SafeXmlReader xml)
    {
        var style = new WordStyle();
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            style = xml.Name switch
            {
                "name" => Named(style, xml.Attribute("val") ?? ""),
                "basedOn" => style with { BasedOn = xml.Attribute("val") },
                "pPr" => WithParagraph(style, xml),
                "rPr" => WithRun(style, xml),
                _ => style,
            };
        }

        return style;
    }

    private static WordStyle Named(WordStyle style, string name) => style with
    {
        Name = name,
        Kind = name.ToLowerInvariant() switch
        {
            "caption" => BlockKind.Caption,
            "quote" or "intense quote" or "block text" => BlockKind.Quote,
            "html preformatted" or "source code" or "code" or "macro" or "macro text" => BlockKind.Code,
            ['t', 'o', 'c', ' ', >= '1' and <= '9'] or "table of figures" => BlockKind.Navigation,
            "title" => BlockKind.Heading,
            _ => BlockKind.Paragraph,
        },
    };

    private static WordStyle WithParagraph(WordStyle style, SafeXmlReader xml)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "outlineLvl")
            {
                style = style with { Outline = WordValue.Number(xml) };
            }
            else if (xml.Name == "numPr")
            {
                var (id, level) = WordValue.Numbering(xml);
                style = style with { NumberId = id, NumberLevel = level };
            }
        }

        return style;
    }

    private static WordStyle WithRun(WordStyle style, SafeXmlReader xml)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            style = xml.Name switch
            {
                "vanish" => style with { IsHidden = WordValue.IsOn(xml) },
                "b" => style with { IsBold = WordValue.IsOn(xml) },
                _ => style,
            };
        }

        return style;
    }
}

/// <summary>What matters of a style.</summary>
internal sealed record WordStyle
{
    public string Name { get; init; } = "";
    public string? BasedOn { get; init; }

    /// <summary>From 0; 9 is body text.</summary>
    public int? Outline { get; init; }

    public string? NumberId { get; init; }
    public int? NumberLevel { get; init; }

    /// <summary>The style that states the numbering; its level is the one that names this style.</summary>
    public string? NumberStyle { get; init; }

    public bool? IsHidden { get; init; }
    public bool? IsBold { get; init; }
    public BlockKind Kind { get; init; } = BlockKind.Paragraph;
}

/// <summary>Values of properties.</summary>
internal static class WordValue
{
    /// <summary>A property that is on by standing there.</summary>
    public static bool IsOn(SafeXmlReader xml) => xml.Attribute("val") is not ("0" or "false" or "off" or "none");

    public static int? Number(SafeXmlReader xml) => int.TryParse(xml.Attribute("val"), out var number) ? number : null;

    /// <summary>The list and level of a numbered paragraph.</summary>
    public static (string? Id, int? Level) Numbering(SafeXmlReader xml)
    {
        string? id = null;
        int? level = null;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            id = xml.Name == "numId" ? xml.Attribute("val") : id;
            level = xml.Name == "ilvl" ? Number(xml) : level;
        }

        return (id, level);
    }
}
