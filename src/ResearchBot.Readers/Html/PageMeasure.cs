using System.Buffers;
using System.Globalization;
using AngleSharp.Dom;

namespace ResearchBot.Readers.Html;

/// <summary>Finds a page's main text by where its visible characters are, white space not counted.</summary>
internal sealed class PageMeasure
{
    private readonly Stack<(int Before, bool InMain)> _open = new();
    private readonly Stack<IElement> _tables = new();
    private readonly HashSet<IElement> _layout = [];
    private readonly List<(IElement Element, int Length)> _mains = [];
    private readonly List<(IElement Element, int Length)> _around = [];
    private int _mainsOpen;
    private int _aroundOpen;
    private int _total;

    public static PageShape Of(IElement body)
    {
        var measure = new PageMeasure();
        foreach (var (step, shown) in NodeWalk.Shown(body, element => Visibility.IsHidden(element) || element.LocalName == "nav"))
        {
            if (shown)
            {
                measure.Take(step);
            }
        }

        return measure.Shape(body);
    }

    private void Take(NodeStep step)
    {
        if (step is { Entering: true, Node: IText text })
        {
            _total += text.Data.Count(c => !char.IsWhiteSpace(c));
        }
        else if (step.Node is IElement element)
        {
            Tables(element, step.Entering);
            if (IsMain(element))
            {
                Span(element, step.Entering, ref _mainsOpen, _mains);
            }
            else if (element.LocalName is "header" or "footer" or "aside" or "form")
            {
                Span(element, step.Entering, ref _aroundOpen, _around);
            }
        }
    }

    private void Tables(IElement element, bool entering)
    {
        if (entering && element.LocalName is "table" or "pre" or ['h', >= '1' and <= '6'] && _tables.TryPeek(out var around))
        {
            _layout.Add(around);
        }

        if (element.LocalName == "table")
        {
            if (entering)
            {
                _tables.Push(element);
            }
            else
            {
                _tables.Pop();
            }
        }
    }

    private void Span(IElement element, bool entering, ref int open, List<(IElement Element, int Length)> parts)
    {
        if (entering)
        {
            _open.Push((_total, _mainsOpen > 0));
            open++;
            return;
        }

        var (before, inMain) = _open.Pop();
        open--;
        if (parts == _mains || (!inMain && open == 0))
        {
            parts.Add((element, _total - before));
        }
    }

    /// <summary>The innermost main part that has most of the text; a part around it that has half of the text is the text itself.</summary>
    private PageShape Shape(IElement body)
    {
        var around = _around.Where(part => part.Length * 2L < _total).ToList();
        var rest = _total - around.Sum(part => part.Length);
        var longest = _mains.Count == 0 ? 0 : _mains.Max(part => part.Length);
        var main = _mains.Where(part => part.Length * 10L >= rest * 6L && part.Length * 10L >= longest * 9L)
            .OrderBy(part => part.Length).FirstOrDefault();
        return new PageShape(main.Element ?? body, around.Select(part => part.Element).ToHashSet(), _layout);
    }

    private static bool IsMain(IElement element) => element.LocalName is "main" or "article" || element.GetAttribute("role") is "main" or "article";
}

/// <summary>Which part of a page is its main text.</summary>
/// <param name="Boilerplate">Elements below the root that stand around the main text.</param>
/// <param name="LayoutTables">Tables that hold other tables, headings or preformatted text: their cells are blocks, not columns.</param>
internal sealed record PageShape(IElement Root, IReadOnlySet<IElement> Boilerplate, IReadOnlySet<IElement> LayoutTables)
{
    public bool Drops(IElement element) =>
        Visibility.IsHidden(element) || (MainOnly && (element.LocalName == "nav" || Boilerplate.Contains(element)));

    public bool MainOnly { get; private init; } = true;

    public PageShape Whole(IElement body) => this with { Root = body, MainOnly = false };
}

/// <summary>What a person who opens the page does not see. Words that only machines see are a known way to mislead them.</summary>
internal static class Visibility
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("+-.0123456789");

    private static readonly HashSet<string> Never =
    [
        "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "audio", "video", "canvas",
        "select", "datalist", "textarea", "noframes", "noembed", "del", "s", "strike", "annotation", "annotation-xml",
    ];

    /// <summary>True for elements without text for people, for words that are struck out and no longer hold, and for those hidden by attribute or
    /// inline style.</summary>
    public static bool IsHidden(IElement element) =>
        Never.Contains(element.LocalName)
        || element.HasAttribute("hidden")
        || (element.LocalName == "dialog" && !element.HasAttribute("open"))
        || string.Equals(element.GetAttribute("aria-hidden")?.Trim(), "true", StringComparison.OrdinalIgnoreCase)
        || (element.GetAttribute("style") is { } style && Hides(style));

    private static bool Hides(string style)
    {
        foreach (var declaration in WithoutComments(style).Split(';'))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }

            var value = declaration[(colon + 1)..].Split('!')[0].Trim().ToLowerInvariant();
            var hides = declaration[..colon].Trim().ToLowerInvariant() switch
            {
                "display" => value == "none",
                "visibility" => value is "hidden" or "collapse",
                "opacity" => Number(value) is < 0.05,
                "font-size" => IsTiny(value),
                _ => false,
            };
            if (hides)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Up to 1 pixel or point; in relative units up to a tenth.</summary>
    private static bool IsTiny(string size) => Number(size) is { } number
        && number <= (size.TrimEnd() switch
        {
            [.., 'e', 'm'] => 0.1,
            [.., '%'] => 10,
            _ => 1,
        });

    private static double? Number(string value)
    {
        var length = value.AsSpan().IndexOfAnyExcept(NumberCharacters);
        return double.TryParse(length < 0 ? value : value.AsSpan(0, length), CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string WithoutComments(string style)
    {
        for (var start = style.IndexOf("/*", StringComparison.Ordinal); start >= 0 && style.Length < 10_000;
             start = style.IndexOf("/*", start, StringComparison.Ordinal))
        {
            var end = style.IndexOf("*/", start + 2, StringComparison.Ordinal);
            style = style.Remove(start, (end < 0 ? style.Length : end + 2) - start);
        }

        return style;
    }
}
