using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Drawing;

/// <summary>A paragraph of a shape, table cell, chart or diagram.</summary>
internal sealed class DrawingParagraph
{
    public Prose Prose { get; } = new();

    /// <summary>From 0.</summary>
    public int Level { get; private set; }

    /// <summary>Whether it says that it has a bullet or none; null where it leaves that to its shape.</summary>
    public bool? HasBullet { get; private set; }

    public string? Bullet { get; private set; }

    /// <summary>How it is numbered, such as <c>arabicPeriod</c>; null if it is not.</summary>
    public string? NumberFormat { get; private set; }

    public int NumberStart { get; private set; } = 1;

    /// <summary>The paragraphs of the text body that the reader stands at.</summary>
    /// <param name="part">The part that its links belong to.</param>
    /// <param name="listStyle">Called at the body's list style, if it has one.</param>
    public static List<DrawingParagraph> ReadAll(SafeXmlReader xml, OfficePackage package, string part, Action<SafeXmlReader>? listStyle = null)
    {
        var paragraphs = new List<DrawingParagraph>();
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "p")
            {
                var paragraph = new DrawingParagraph();
                paragraph.Read(xml, package, part);
                paragraphs.Add(paragraph);
            }
            else if (xml.Name == "lstStyle")
            {
                listStyle?.Invoke(xml);
            }
        }

        return paragraphs;
    }

    private void Read(SafeXmlReader xml, OfficePackage package, string part)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "pPr":
                    Properties(xml);
                    break;
                case "r" or "fld" or "AlternateContent" or "Choice" or "m":
                    var isNumber = xml.Name == "fld" && xml.Attribute("type") is "slidenum";
                    Run(xml, package, part, isNumber);
                    break;
                case "br":
                    Prose.Add("\n");
                    break;
            }
        }
    }

    private void Properties(SafeXmlReader xml)
    {
        Level = int.TryParse(xml.Attribute("lvl"), out var level) ? Math.Clamp(level, 0, 8) : 0;
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "buNone":
                    HasBullet = false;
                    break;
                case "buChar":
                    (HasBullet, Bullet) = (true, xml.Attribute("char"));
                    break;
                case "buBlip":
                    HasBullet = true;
                    break;
                case "buAutoNum":
                    (HasBullet, NumberFormat) = (true, xml.Attribute("type") ?? "arabicPeriod");
                    NumberStart = int.TryParse(xml.Attribute("startAt"), out var start) ? Math.Clamp(start, 1, 32_767) : 1;
                    break;
            }
        }
    }

    /// <summary>A run, or something that holds runs.</summary>
    private void Run(SafeXmlReader xml, OfficePackage package, string part, bool isLeftOut)
    {
        var (isBold, isTiny, target) = (false, false, (string?)null);
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "rPr":
                    isBold = xml.Attribute("b") is "1" or "true";
                    isTiny = int.TryParse(xml.Attribute("sz"), out var hundredths) && hundredths <= 100;
                    var inner = xml.Depth;
                    while (xml.NextChild(inner))
                    {
                        target = xml.Name == "hlinkClick" ? package.Address(part, xml.Relation("id")) : target;
                    }

                    break;
                case "t" when isTiny:
                    Prose.AddHidden(xml.Text());
                    break;
                case "t" when !isLeftOut:
                    Prose.Add(xml.Text(), target, isBold);
                    break;
                case "Fallback" or "t" or "pPr":
                    break;
                default:
                    Run(xml, package, part, isLeftOut);
                    break;
            }
        }
    }
}
