using AngleSharp.Dom;

namespace ResearchBot.Readers.Html;

/// <summary>A step of a walk: a node is entered, and after its children left.</summary>
internal readonly record struct NodeStep(INode Node, bool Entering);

/// <summary>Walks a tree in document order without recursion, so that no depth can overflow the stack.</summary>
internal static class NodeWalk
{
    public static IEnumerable<NodeStep> Over(INode root)
    {
        var node = root;
        while (true)
        {
            yield return new NodeStep(node, true);
            if (node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            while (true)
            {
                yield return new NodeStep(node, false);
                if (node == root)
                {
                    yield break;
                }

                if (node.NextSibling is { } sibling)
                {
                    node = sibling;
                    break;
                }

                node = node.Parent!;
            }
        }
    }

    /// <summary>As <see cref="Over"/>, each step with whether it is to be seen: not inside an element that <paramref name="drops"/> names.</summary>
    public static IEnumerable<(NodeStep Step, bool Shown)> Shown(INode root, Func<IElement, bool> drops)
    {
        INode? dropped = null;
        foreach (var step in Over(root))
        {
            if (dropped is null && step is { Entering: true, Node: IElement element } && element != root && drops(element))
            {
                dropped = element;
            }

            yield return (step, dropped is null);
            if (!step.Entering && step.Node == dropped)
            {
                dropped = null;
            }
        }
    }
}

/// <summary>Lines of the original file, followed during a walk over the tree.</summary>
internal sealed class SourceLines
{
    private readonly string _source;
    private readonly List<int> _starts = [0];

    /// <param name="source">The file with LF line ends.</param>
    public SourceLines(string source)
    {
        _source = source;
        for (var at = source.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = source.IndexOf('\n', at + 1))
        {
            _starts.Add(at + 1);
        }
    }

    /// <summary>The line, from 1, that the walk has reached.</summary>
    public int Current { get; private set; } = 1;

    /// <summary>Moves behind an element's start tag. Elements that the parser made itself have none and tell nothing.</summary>
    public void Enter(IElement element)
    {
        var at = element.SourceReference?.Position.Index ?? -1;
        if (at < 0 || at >= _source.Length)
        {
            return;
        }

        var end = TagEnd(at);
        var drops = element.LocalName is "pre" or "listing" or "textarea" && end < _source.Length && _source[end] == '\n';
        var line = _starts.BinarySearch(drops ? end + 1 : end);
        Current = line >= 0 ? line + 1 : ~line;
    }

    public void Pass(string data) => Current += data.AsSpan().Count('\n');

    private int TagEnd(int at)
    {
        var quote = '\0';
        for (var i = at; i < _source.Length; i++)
        {
            var c = _source[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '>')
            {
                return i + 1;
            }
        }

        return at;
    }
}
