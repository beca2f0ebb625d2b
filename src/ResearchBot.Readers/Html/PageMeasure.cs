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

    private static bool IsMain(IElement element) =>
        element.LocalName is "main" or "article" || element.GetAttribute("role") is "main" or "article";
}
