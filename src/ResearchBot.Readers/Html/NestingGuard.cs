using AngleSharp.Dom;
using AngleSharp.Text;

namespace ResearchBot.Readers.Html;

/// <summary>Stops the parser inside a page that is nested too deeply. AngleSharp's work grows with the number of open elements (100,000 nested
/// elements take over 40 s), and it calls this for each one, so the tree itself is measured while it grows.</summary>
internal sealed class NestingGuard
{
    /// <summary>AngleSharp hangs elements below depth 512 beside each other, so open elements no longer show as depth.</summary>
    private const int Deep = 500;

    private const int MaxDeepElements = 2000;

    /// <summary>Sum of the depths of all elements; a page of 100,000 elements at depth 30 has 3 million.</summary>
    private const int MaxWork = 30_000_000;

    /// <summary>A copy is a new object, not a step: 300,000 of them are the limit.</summary>
    private const int CopyWork = 100;

    private IElement? _last;
    private int _deepElements;
    private int _work;

    /// <summary>To be called when an element is created; looks at the one before, which is in the tree by now.</summary>
    /// <exception cref="RefusalException">The page is too deep.</exception>
    public void Created(IElement element, TextPosition position)
    {
        var depth = 0;
        for (INode? above = _last; above is not null; above = above.Parent)
        {
            depth++;
        }

        _deepElements += depth > Deep ? 1 : 0;
        _work += depth + 1;

        // Unclosed <b>, <i> and the like are copied into every new block; the copies hang below it and are not announced.
        for (var copy = _last?.FirstChild; copy is not null; copy = copy.FirstChild)
        {
            _work += CopyWork;
        }

        if (_deepElements > MaxDeepElements || _work > MaxWork)
        {
            throw new RefusalException("The page is nested too deeply.");
        }

        _last = element;
    }
}
