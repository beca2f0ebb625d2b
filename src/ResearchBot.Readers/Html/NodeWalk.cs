using AngleSharp.Dom;

namespace ResearchBot.Readers.Html;

/// <summary>A step of a walk: a node is entered, and after its children left.</summary>
internal readonly record struct NodeStep(INode Node, bool Entering);

/// <summary>Walks a tree in document order without recursion, so that no depth can overflow the stack, and without asking a node for its sibling,
/// which AngleSharp looks for among all of them.</summary>
internal static class NodeWalk
{
    public static IEnumerable<NodeStep> Over(INode root)
    {
        var open = new Stack<(INode Node, int Next)>();
        yield return new NodeStep(root, true);
        open.Push((root, 0));
        while (open.TryPop(out var top))
        {
            if (top.Next < top.Node.ChildNodes.Length)
            {
                var child = top.Node.ChildNodes[top.Next];
                open.Push((top.Node, top.Next + 1));
                open.Push((child, 0));
                yield return new NodeStep(child, true);
            }
            else
            {
                yield return new NodeStep(top.Node, false);
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
    private readonly Dictionary<ICharacterData, int> _remembered = [];

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

    /// <summary>Remembers the line of a text, which may be moved within its page.</summary>
    public void Remember(ICharacterData text) => _remembered[text] = Current;

    /// <summary>Moves to the line of a text that was remembered.</summary>
    public void Recall(ICharacterData text) => Current = _remembered.GetValueOrDefault(text, Current);

    /// <summary>Moves behind a text.</summary>
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
