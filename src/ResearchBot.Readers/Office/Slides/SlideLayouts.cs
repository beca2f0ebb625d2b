using ResearchBot.Readers.Office.Drawing;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Slides;

/// <summary>The text of a shape with its own list style.</summary>
internal sealed class TextBody(OfficePackage package, string part)
{
    public bool?[] Bullets { get; } = new bool?[9];
    public IReadOnlyList<DrawingParagraph> Paragraphs { get; private set; } = [];

    public void Read(SafeXmlReader xml) => Paragraphs = DrawingParagraph.ReadAll(xml, package, part, list => ReadBullets(list, Bullets));

    /// <summary>By level, whether a list style gives bullets.</summary>
    public static void ReadBullets(SafeXmlReader xml, bool?[] bullets)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name is not ['l', 'v', 'l', >= '1' and <= '9' and var digit, 'p', 'P', 'r'])
            {
                continue;
            }

            var level = xml.Depth;
            while (xml.NextChild(level))
            {
                bullets[digit - '1'] = xml.Name switch
                {
                    "buNone" => false,
                    "buChar" or "buBlip" or "buAutoNum" => true,
                    _ => bullets[digit - '1'],
                };
            }
        }
    }
}

/// <summary>The layouts of slides, as far as they decide on bullets.</summary>
internal sealed class SlideLayouts(OfficePackage package)
{
    private readonly Dictionary<string, SlideLayout> _layouts = [];

    public SlideLayout Of(string slide)
    {
        var part = package.RelatedTo(slide, "slideLayout") ?? "";
        if (!_layouts.TryGetValue(part, out var layout))
        {
            _layouts[part] = layout = Part.Optional(() => Read(part)) ?? new SlideLayout([], new bool?[9]);
        }

        return layout;
    }

    private SlideLayout Read(string part)
    {
        var shapes = new SlideShapes(package, part, size: null);
        using (var xml = package.Open(part))
        {
            while (xml is not null && xml.NextChild(0))
            {
                if (xml.Name == "cSld")
                {
                    shapes.Read(xml);
                }
            }
        }

        var body = new bool?[9];
        using var master = package.Open(package.RelatedTo(part, "slideMaster"));
        while (master is not null && master.NextChild(0))
        {
            if (master.Name == "txStyles")
            {
                var depth = master.Depth;
                while (master.NextChild(depth))
                {
                    if (master.Name == "bodyStyle")
                    {
                        TextBody.ReadBullets(master, body);
                    }
                }
            }
        }

        return new SlideLayout([.. shapes.All.Where(shape => shape.Placeholder is not null)], body);
    }
}

/// <summary>The placeholders of a layout, and the bullets of its master's body text.</summary>
internal sealed record SlideLayout(IReadOnlyList<SlideShape> Placeholders, bool?[] Body)
{
    /// <summary>Whether a paragraph that does not say it itself has a bullet: body text as its placeholder or master says, other text not.</summary>
    public bool HasBullet(SlideShape shape, int level)
    {
        if (shape.Placeholder is not ("body" or "obj"))
        {
            return false;
        }

        var above = Placeholders.FirstOrDefault(one => one.Index == shape.Index && !one.IsTitle)
            ?? Placeholders.FirstOrDefault(one => one.Placeholder == shape.Placeholder);
        return above?.Placeholder != "subTitle" && (above?.Bullets[level] ?? Body[level] ?? false);
    }
}
