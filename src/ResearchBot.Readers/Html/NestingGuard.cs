using AngleSharp.Dom;
using AngleSharp.Text;

namespace ResearchBot.Readers.Html;

/// <summary>
/// Stops the parser inside a document that is nested too deeply. AngleSharp's work grows with the depth of every element
/// (100,000 nested elements take over 40 s), and it calls this for each one, so the tree's true depth is known in time.
/// </summary>
internal sealed class NestingGuard
{
    private const int MaxDepth = 2000;

    /// <summary>Sum of the depths of all elements; a page of 100,000 elements at depth 30 has 3 million.</summary>
    private const int MaxWork = 30_000_000;

    private IElement? _last;
    private int _work;

    /// <summary>To be called when an element is created; looks at the one before, which is in the tree by now.</summary>
    /// <exception cref="RefusalException">The document is too deep.</exception>
    public void Created(IElement element, TextPosition position)
    {
        var depth = 0;
        for (INode? above = _last; above is not null; above = above.Parent)
        {
            depth++;
        }

        // Unclosed <b>, <i> and the like are copied into every new block; the copies hang below it and are not announced.
        for (var copy = _last?.FirstChild; copy is not null; copy = copy.FirstChild)
        {
            depth++;
        }

        _work += depth + 1;
        if (depth > MaxDepth || _work > MaxWork)
        {
            throw new RefusalException($"The page is nested too deeply (at most {MaxDepth:N0} levels).");
        }

        _last = element;
    }
}
