namespace ResearchBot.Readers.Office.Drawing;

/// <summary>Reads the words of a diagram (SmartArt) from its data.</summary>
internal static class DiagramReader
{
    /// <param name="part">The diagram's data; null for none.</param>
    public static DrawingText Read(OfficePackage package, string? part) => Part.Optional(() => Words(package, part)) ?? new DrawingText();

    private static DrawingText Words(OfficePackage package, string? part)
    {
        var text = new DrawingText();
        using var xml = package.Open(part);
        while (xml is not null && xml.NextChild(0))
        {
            if (xml.Name != "ptLst")
            {
                continue;
            }

            var list = xml.Depth;
            while (xml.NextChild(list))
            {
                if (xml.Attribute("type") is "pres" or "parTrans" or "sibTrans")
                {
                    continue;
                }

                var point = xml.Depth;
                while (xml.NextChild(point))
                {
                    if (xml.Name == "t")
                    {
                        text.Items.AddRange(DrawingParagraph.ReadAll(xml, package, part!).Select(paragraph => paragraph.Prose));
                    }
                }
            }
        }

        return text;
    }
}
