using System.Diagnostics.CodeAnalysis;
using UglyToad.PdfPig;
using UglyToad.PdfPig.AcroForms;
using UglyToad.PdfPig.AcroForms.Fields;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.TextShowing;
using UglyToad.PdfPig.Tokens;

namespace ResearchBot.Readers.Pdf;

/// <summary>Reads what stands on the pages of a document. A page that cannot be read is remarked, and costs only itself.</summary>
internal sealed class PdfPages(PdfDocument document, BoundedFilters filters, UnreadPages unread)
{
    /// <summary>A page with more drawn shapes and no letters may have text that is drawn as shapes.</summary>
    private const int DrawnText = 100;

    private readonly AcroForm? _form = FormOf(document);

    /// <exception cref="RefusalException">There are more characters than are read.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "A page's fault costs the page, never those after it.")]
    public (List<PageContent> Pages, List<ScannedPage> Scanned) Read(int maxCharacters)
    {
        var pages = new List<PageContent>(document.NumberOfPages);
        var scanned = new List<ScannedPage>();
        long characters = 0;
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            try
            {
                var page = document.GetPage(number);
                characters += page.Letters.Count;
                if (characters > 2L * maxCharacters)
                {
                    throw new RefusalException($"The text has more than {maxCharacters:N0} characters, which is the most that is read.");
                }

                var content = ContentOf(page);
                if (!content.IsEmpty)
                {
                    pages.Add(content);
                }
                else if (page.NumberOfImages > 0 || page.Letters.Count > 0 || page.Paths.Count > DrawnText)
                {
                    scanned.Add(new ScannedPage(number, Math.Max(page.Width, page.Height)));
                }
                else if (filters.HasStopped)
                {
                    unread.Add(number, "unpacked, its content is larger than is read.");
                }
                else if (page.Paths.Count == 0 && HasContent(page))
                {
                    unread.Add(number, "it has content that gives nothing.");
                }
            }
            catch (Exception fault) when (fault is not (RefusalException or OutOfMemoryException))
            {
                unread.Add(number, filters.HasStopped ? "unpacked, its content is larger than is read." : "it is damaged.");
            }
        }

        return (pages, scanned);
    }

    private PageContent ContentOf(Page page)
    {
        var glyphs = PageGlyphs.Of(page);
        var fields = Fields(page.Number).ToList();
        var annotations = Annotations(page);
        var layers = new List<PageLayer>();
        foreach (var (turn, seen) in glyphs.Seen)
        {
            if (layers.Count == 0)
            {
                fields.ForEach(field => AddField(seen, field.Text, field.Bounds, turn));
                fields.Clear();
            }

            var rules = turn.Degrees % 90 == 0 ? PageRules.Of(page, turn) : PageRules.None;
            var lines = LineBuilder.FromGlyphs(seen, rules);
            if (turn.Degrees == 0)
            {
                AddLinks(lines, annotations);
            }

            if (lines.Count > 0)
            {
                layers.Add(new PageLayer(lines, rules));
            }
        }

        var notes = annotations.Where(note => note.Type == AnnotationType.FreeText && !string.IsNullOrWhiteSpace(note.Content)).Select(note => note.Content!);
        return new PageContent(page.Number, layers.Count > 0 ? layers : [new PageLayer([], PageRules.None)])
        {
            Hidden = LineBuilder.FromGlyphs(glyphs.Hidden, PageRules.None),
            Notes = [.. notes, .. fields.Select(field => field.Text)],
        };
    }

    [SuppressMessage("Design", "CA1031", Justification = "A document without a readable form is still a document.")]
    private static AcroForm? FormOf(PdfDocument document)
    {
        try
        {
            return document.TryGetForm(out var form) ? form : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>What is filled in, where it stands.</summary>
    private IEnumerable<(string Text, UglyToad.PdfPig.Core.PdfRectangle Bounds)> Fields(int page) => _form is null ? [] : _form.GetFieldsForPage(page)
        .Select(field => (Text: ValueOf(field), field.Bounds))
        .Where(field => !string.IsNullOrWhiteSpace(field.Text) && field.Bounds is not null)
        .Select(field => (field.Text!, field.Bounds!.Value));

    private static string? ValueOf(AcroFieldBase field) => field switch
    {
        AcroTextField text => text.Value,
        AcroComboBoxField box => string.Join(", ", box.SelectedOptions),
        AcroListBoxField list => string.Join(", ", list.SelectedOptions),
        _ => null,
    };

    private static void AddField(List<Glyph> glyphs, string text, UglyToad.PdfPig.Core.PdfRectangle box, PageTurn turn)
    {
        var lines = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var size = Math.Clamp(box.Height / Math.Max(1, lines.Length) * 0.7, 4, 12);
        for (var i = 0; i < lines.Length; i++)
        {
            var (left, at) = turn.Of(box.Left + 2, lines.Length == 1 ? box.Bottom + ((box.Height - size) / 2) + (0.2 * size) : box.Top - (size * (i + 1) * 1.2));
            foreach (var rune in lines[i].EnumerateRunes())
            {
                var width = 0.5 * size;
                if (GlyphText.Clean(rune.ToString()) is { Length: > 0 } glyph)
                {
                    glyphs.Add(new Glyph(glyph, left, left + width, at, size, false));
                }

                left += width;
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A page without readable annotations is still a page.")]
    private static List<Annotation> Annotations(Page page)
    {
        try
        {
            return [.. page.GetAnnotations().Take(2_000).Where(note => !note.Flags.HasFlag(AnnotationFlags.Hidden) && !note.Flags.HasFlag(AnnotationFlags.NoView))];
        }
        catch (Exception)
        {
            return [];
        }
    }

    private static void AddLinks(List<PageLine> lines, List<Annotation> annotations)
    {
        foreach (var link in annotations)
        {
            if (link.Action is not UriAction { Uri: { Length: > 0 } address })
            {
                continue;
            }

            foreach (var word in lines.SelectMany(line => line.Words))
            {
                if (word.Middle >= link.Rectangle.Left && word.Middle <= link.Rectangle.Right
                    && word.Base + (0.3 * word.Size) is var y && y >= link.Rectangle.Bottom && y <= link.Rectangle.Top)
                {
                    word.Link = address;
                }
            }
        }
    }

    /// <summary>Whether the page states that it shows something, of which nothing came.</summary>
    private bool HasContent(Page page) => page.Dictionary.TryGet(NameToken.Contents, out var contents)
        && (page.Operations.Any(operation => operation is ShowText or ShowTextsWithPositioning or InvokeNamedXObject) || (page.Operations.Count == 0 && LengthOf(contents) > 16));

    /// <summary>The length of content as it is packed.</summary>
    private int LengthOf(IToken contents) => contents switch
    {
        IndirectReferenceToken reference => document.Structure.GetObject(reference.Data)?.Data is { } found and not IndirectReferenceToken ? LengthOf(found) : 0,
        ArrayToken array => array.Data.Take(100).OfType<IndirectReferenceToken>().Sum(LengthOf),
        StreamToken stream => stream.Data.Length,
        _ => 0,
    };
}
