using System.Xml;
using ResearchBot.Readers.Office.Drawing;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Slides;

/// <summary>Reads slides (Office Open XML): titles, text, tables, charts, diagrams, speakers' notes and comments.</summary>
internal sealed class PresentationReader
{
    private const int LongestHeading = 200;

    private readonly OfficePackage _package;
    private readonly string _main;
    private readonly DocumentBuilder _builder;
    private readonly FlowWriter _flow;
    private readonly SlideLayouts _layouts;
    private readonly HashSet<string> _footers = [];
    private readonly Dictionary<string, string> _authors = [];
    private (long Width, long Height)? _size;

    private PresentationReader(OfficePackage package, string main, DocumentBuilder builder) =>
        (_package, _main, _builder, _flow, _layouts) = (package, main, builder, new FlowWriter(builder), new SlideLayouts(package));

    public static ReadDocument Read(OfficePackage package, string main, FileToRead file)
    {
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        var reader = new PresentationReader(package, main, builder);
        reader.Authors();
        var number = 0;
        foreach (var part in reader.Slides())
        {
            builder.Place = new PlaceMark(0) { Slide = ++number };
            reader.TryWrite(part, number);
        }

        var properties = OfficeProperties.Read(package);
        return builder.Build(properties.Title, properties.Published, properties.About);
    }

    private List<string?> Slides()
    {
        var slides = new List<string?>();
        var seen = new HashSet<string>(); // a part that is listed again is not read again
        using var xml = _package.Open(_main) ?? throw new RefusalException("The file lacks its main part.");
        while (xml.NextChild(0))
        {
            if (xml.Name == "sldIdLst")
            {
                var depth = xml.Depth;
                while (xml.NextChild(depth))
                {
                    var part = _package.Target(_main, xml.Relation("id"));
                    if (part is null || seen.Add(part))
                    {
                        slides.Add(part);
                    }
                }
            }
            else if (xml.Name == "sldSz" && long.TryParse(xml.Attribute("cx"), out var width) && long.TryParse(xml.Attribute("cy"), out var height))
            {
                _size = (width, height);
            }
        }

        return slides;
    }

    private void TryWrite(string? part, int number)
    {
        try
        {
            using var xml = _package.Open(part) ?? throw new InvalidDataException();
            Write(xml, part!);
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException)
        {
            _builder.Remark($"Slide {number} was not read whole: it is damaged or missing.");
        }

        _flow.IsHidden = false;
    }

    private void Write(SafeXmlReader xml, string part)
    {
        var isHidden = xml.Attribute("show") is "0" or "false";
        var shapes = new SlideShapes(_package, part, _size);
        try
        {
            while (xml.NextChild(0))
            {
                if (xml.Name == "cSld")
                {
                    shapes.Read(xml);
                }
            }
        }
        finally
        {
            _flow.IsHidden = isHidden;
            WriteShapes(shapes.All, part);
        }

        foreach (var notes in _package.AllRelatedTo(part, "notesSlide").Take(1))
        {
            Part.Optional(() => WriteNotes(notes));
        }

        foreach (var comments in _package.AllRelatedTo(part, "comments"))
        {
            Part.Optional(() => WriteComments(comments));
        }
    }

    private void WriteShapes(IReadOnlyList<SlideShape> shapes, string part)
    {
        var title = shapes.FirstOrDefault(shape => shape is { IsTitle: true, IsHidden: false } && !shape.Words.IsEmpty);
        if (title is not null)
        {
            _flow.Heading(1, title.Words);
        }

        var isHeaded = title is not null;
        var isHidden = _flow.IsHidden;
        foreach (var shape in shapes.Where(shape => shape != title && IsShown(shape)))
        {
            _flow.IsHidden = isHidden || shape.IsHidden;
            WriteParagraphs(shape, _layouts.Of(part), ref isHeaded);
            shape.Drawing?.Write(_flow);
        }

        _flow.IsHidden = isHidden;
    }

    /// <summary>Numbers and dates of slides are left out; a footer that all slides have is written once.</summary>
    private bool IsShown(SlideShape shape) => shape.Placeholder switch
    {
        "sldNum" or "dt" => false,
        "ftr" or "hdr" => _footers.Add(shape.Words.ToString()),
        _ => true,
    };

    /// <param name="isHeaded">A slide without title is headed by its first words, so that it does not stand under the title of the one before.</param>
    private void WriteParagraphs(SlideShape shape, SlideLayout layout, ref bool isHeaded)
    {
        var numbers = new int[9];
        foreach (var paragraph in shape.Paragraphs)
        {
            if (paragraph.Prose.IsEmpty)
            {
                continue;
            }

            if (!isHeaded && !shape.IsHidden && paragraph.Prose.ToString().Length <= LongestHeading)
            {
                _flow.Heading(1, paragraph.Prose);
                isHeaded = true;
                continue;
            }

            var hasBullet = paragraph.HasBullet ?? shape.Bullets[paragraph.Level] ?? layout.HasBullet(shape, paragraph.Level);
            if (!hasBullet)
            {
                Array.Clear(numbers);
                _flow.Paragraph(paragraph.Prose);
                continue;
            }

            Array.Clear(numbers, paragraph.Level + 1, numbers.Length - paragraph.Level - 1);
            var marker = paragraph.NumberFormat is { } format
                ? SlideNumber.Render(paragraph.NumberStart + numbers[paragraph.Level]++, format)
                : Word.ListNumber.Bullet(paragraph.Bullet ?? "");
            _flow.Item(paragraph.Level + 1, marker + " ", paragraph.Prose);
        }
    }

    private string WriteNotes(string part)
    {
        using var xml = _package.Open(part);
        var shapes = new SlideShapes(_package, part, size: null);
        while (xml is not null && xml.NextChild(0))
        {
            if (xml.Name == "cSld")
            {
                shapes.Read(xml);
            }
        }

        foreach (var paragraph in shapes.All.Where(shape => shape.Placeholder == "body").SelectMany(shape => shape.Paragraphs))
        {
            _flow.Other(BlockKind.Note, paragraph.Prose);
        }

        return part;
    }

    private string WriteComments(string part)
    {
        using var xml = _package.Open(part);
        while (xml is not null && xml.NextChild(0))
        {
            var author = _authors.GetValueOrDefault(xml.Attribute("authorId") ?? "");
            var words = new Prose();
            var depth = xml.Depth;
            while (xml.NextChild(depth))
            {
                if (xml.Name == "text")
                {
                    words.Add(Prose.Of(xml.Text()));
                }
                else if (xml.Name == "txBody")
                {
                    DrawingParagraph.ReadAll(xml, _package, part).ForEach(paragraph => words.Add(paragraph.Prose));
                }
            }

            if (!words.IsEmpty)
            {
                _flow.Other(BlockKind.Note, Prose.ByAuthor(author, words));
            }
        }

        return part;
    }

    private void Authors()
    {
        foreach (var type in (string[])["commentAuthors", "authors"])
        {
            Part.Optional(() =>
            {
                using var xml = _package.Open(_package.RelatedTo(_main, type));
                while (xml is not null && xml.NextChild(0))
                {
                    _authors.TryAdd(xml.Attribute("id") ?? "", xml.Attribute("name") ?? "");
                }

                return _authors;
            });
        }
    }
}

/// <summary>Numbers of items on slides.</summary>
internal static class SlideNumber
{
    /// <param name="format">Such as <c>alphaLcParenR</c>.</param>
    public static string Render(int number, string format)
    {
        var text = Word.ListNumber.Render(number, format switch
        {
            ['a', 'l', 'p', 'h', 'a', 'L', ..] => "lowerLetter",
            ['a', 'l', 'p', 'h', 'a', 'U', ..] => "upperLetter",
            ['r', 'o', 'm', 'a', 'n', 'L', ..] => "lowerRoman",
            ['r', 'o', 'm', 'a', 'n', 'U', ..] => "upperRoman",
            _ => "decimal",
        });
        return format.EndsWith("ParenBoth", StringComparison.Ordinal) ? $"({text})"
            : format.EndsWith("ParenR", StringComparison.Ordinal) ? text + ")"
            : format.EndsWith("Plain", StringComparison.Ordinal) ? text
            : text + ".";
    }
}
