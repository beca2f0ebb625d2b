using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Colors;

namespace ResearchBot.Readers.Pdf;

/// <summary>The characters of a page, by the direction in which they run; the most frequent direction first.</summary>
internal sealed class PageGlyphs
{
    /// <summary>Smaller type is not seen.</summary>
    private const double Tiny = 1;

    private readonly Dictionary<int, List<Glyph>> _seen = [];
    private readonly Dictionary<string, bool> _bold = [];
    private readonly Page _page;
    private List<PdfRectangle>? _shaded;
    private List<PdfRectangle>? _images;

    private PageGlyphs(Page page) => _page = page;

    /// <summary>What a person does not see: white on white, tiny, outside the page, or not drawn at all.</summary>
    public List<Glyph> Hidden { get; } = [];

    /// <summary>What a person sees, most first.</summary>
    public IEnumerable<(PageTurn Turn, List<Glyph> Glyphs)> Seen =>
        _seen.OrderByDescending(pair => pair.Value.Count).Select(pair => (new PageTurn(pair.Key), pair.Value));

    public static PageGlyphs Of(Page page)
    {
        var glyphs = new PageGlyphs(page);
        foreach (var letter in page.Letters)
        {
            glyphs.Add(letter);
        }

        return glyphs;
    }

    private void Add(Letter letter)
    {
        var text = letter.Value is { Length: > 0 } value ? GlyphText.Clean(value) : "";
        if (text.Length == 0)
        {
            return;
        }

        if (text.Length > 1 && text.AsSpan().ContainsAnyExcept(' ') is false)
        {
            text = " ";
        }

        var degrees = letter.TextOrientation == TextOrientation.Horizontal ? 0 : Known(DegreesOf(letter));
        var turn = new PageTurn(degrees);
        var (left, at) = turn.Of(letter.StartBaseLine.X, letter.StartBaseLine.Y);
        var (right, _) = turn.Of(letter.EndBaseLine.X, letter.EndBaseLine.Y);
        var box = letter.BoundingBox;
        var size = letter.PointSize;
        if (size < 0.5 * box.Height || size <= 0)
        {
            size = Math.Max(box.Height, 0.1);
        }

        if (right - left < 0.01 * size)
        {
            right = left + (text == " " ? 0.25 * size : Math.Max(box.Width, 0.3 * size));
        }

        var glyph = new Glyph(text, left, right, at, size, IsBold(letter));
        if (text != " " && IsHidden(letter, size))
        {
            Hidden.Add(glyph);
            return;
        }

        if (!_seen.TryGetValue(degrees, out var list))
        {
            _seen[degrees] = list = [];
        }

        if (text.Length > 1 && text.Contains(' ', StringComparison.Ordinal))
        {
            AddParts(list, glyph);
        }
        else
        {
            list.Add(glyph);
        }
    }

    /// <summary>A glyph that stands for several words.</summary>
    private static void AddParts(List<Glyph> list, Glyph glyph)
    {
        var width = (glyph.Right - glyph.Left) / glyph.Text.Length;
        var left = glyph.Left;
        foreach (var part in glyph.Text.Split(' '))
        {
            var right = left + (width * part.Length);
            if (part.Length > 0)
            {
                list.Add(glyph with { Text = part, Left = left, Right = right });
            }

            list.Add(glyph with { Text = " ", Left = right, Right = right + width });
            left = right + width;
        }
    }

    private static int DegreesOf(Letter letter)
    {
        var (x, y) = (letter.EndBaseLine.X - letter.StartBaseLine.X, letter.EndBaseLine.Y - letter.StartBaseLine.Y);
        if (x == 0 && y == 0)
        {
            return letter.TextOrientation switch
            {
                TextOrientation.Rotate90 => 270, TextOrientation.Rotate180 => 180, TextOrientation.Rotate270 => 90, _ => 0,
            };
        }

        var degrees = (int)Math.Round(Math.Atan2(y, x) * 180 / Math.PI);
        var right = (int)Math.Round(degrees / 90.0) * 90;
        return ((Math.Abs(degrees - right) <= 5 ? right : degrees) + 360) % 360;
    }

    /// <summary>Slanted letters of one line differ by a degree, since their places are rounded in the file.</summary>
    private int Known(int degrees)
    {
        foreach (var known in _seen.Keys)
        {
            if (known % 90 != 0 && Math.Abs(known - degrees) <= 2)
            {
                return known;
            }
        }

        return degrees;
    }

    private bool IsBold(Letter letter)
    {
        var name = letter.FontName ?? "";
        if (!_bold.TryGetValue(name, out var isBold))
        {
            isBold = letter.FontDetails.IsBold || letter.FontDetails.Weight >= 600
                || name.Contains("bold", StringComparison.OrdinalIgnoreCase) || name.Contains("black", StringComparison.OrdinalIgnoreCase)
                || name.Contains("heavy", StringComparison.OrdinalIgnoreCase) || name.Contains("CMBX", StringComparison.Ordinal);
            _bold[name] = isBold;
        }

        return isBold;
    }

    private bool IsHidden(Letter letter, double size)
    {
        var (x, y) = (letter.StartBaseLine.X, letter.StartBaseLine.Y);
        if (x < -1 || y < -1 || x > _page.Width + 1 || y > _page.Height + 1 || size <= Tiny)
        {
            return true;
        }

        if (letter.RenderingMode is TextRenderingMode.Neither)
        {
            _images ??= [.. _page.GetImages().Take(100).Select(image => image.BoundingBox)];
            return !_images.Exists(image => Holds(image, x, y));
        }

        if (letter.RenderingMode is not TextRenderingMode.Fill || !IsWhite(letter.FillColor))
        {
            return false;
        }

        _shaded ??= FindShaded();
        return !_shaded.Exists(box => Holds(box, x, y));
    }

    /// <summary>Where the page is not white, as far as that can be told cheaply.</summary>
    private List<PdfRectangle> FindShaded()
    {
        var shaded = _page.GetImages().Take(100).Select(image => image.BoundingBox).ToList();
        foreach (var path in _page.Paths)
        {
            if (path.IsFilled && !IsWhite(path.FillColor) && path.GetBoundingRectangle() is { } box && shaded.Count < 2_000)
            {
                shaded.Add(box);
            }
        }

        return shaded;
    }

    private static bool Holds(PdfRectangle box, double x, double y) => x >= box.Left - 3 && x <= box.Right + 3 && y >= box.Bottom - 3 && y <= box.Top + 3;

    private static bool IsWhite(IColor? color) => color switch
    {
        null or PatternColor => false,
        GrayColor gray => gray.Gray > 0.97,
        RGBColor rgb => rgb.R > 0.97 && rgb.G > 0.97 && rgb.B > 0.97,
        CMYKColor cmyk => cmyk.C + cmyk.M + cmyk.Y + cmyk.K < 0.03,
        _ => false,
    };
}
