using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Word;

/// <summary>What matters of the properties of a run of text.</summary>
internal readonly record struct WordRun(bool IsBold, bool IsVanished, bool IsTiny = false, bool IsWhite = false, bool IsShaded = false)
{
    /// <param name="xml">At <c>rPr</c>, which is read.</param>
    /// <param name="run">What its paragraph's style says.</param>
    public static WordRun Read(SafeXmlReader xml, WordStyles styles, WordRun run)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            run = xml.Name switch
            {
                "rStyle" when styles.Find(xml.Attribute("val")) is var style =>
                    run with { IsBold = style.IsBold ?? run.IsBold, IsVanished = style.IsHidden ?? run.IsVanished },
                "b" => run with { IsBold = WordValue.IsOn(xml) },
                "vanish" => run with { IsVanished = WordValue.IsOn(xml) },
                "sz" => run with { IsTiny = WordValue.Number(xml) is <= 2 },
                "color" => run with { IsWhite = string.Equals(xml.Attribute("val"), "FFFFFF", StringComparison.OrdinalIgnoreCase) },
                "highlight" => run with { IsShaded = WordValue.IsOn(xml) },
                "shd" => run with { IsShaded = IsFilled(xml) },
                _ => run,
            };
        }

        return run;
    }

    /// <summary>Whether the element shades what it stands for in another colour than white.</summary>
    public static bool IsFilled(SafeXmlReader xml) =>
        xml.Attribute("fill") is { } fill && !string.Equals(fill, "auto", StringComparison.OrdinalIgnoreCase)
        && !string.Equals(fill, "FFFFFF", StringComparison.OrdinalIgnoreCase);
}
