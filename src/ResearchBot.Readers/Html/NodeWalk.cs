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
