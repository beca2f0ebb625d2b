namespace ResearchBot.Core.Limits;

/// <summary>Those who take turns, by key, each with what they have waiting. Every step is constant time.</summary>
/// <typeparam name="TWaiting">What one of them has waiting.</typeparam>
internal sealed class TurnOrder<TWaiting>
    where TWaiting : class, new()
{
    private readonly LinkedList<(string Key, TWaiting Waiting)> _order = [];
    private readonly Dictionary<string, LinkedListNode<(string Key, TWaiting Waiting)>> _byKey = [];

    /// <summary>Whose turn it is; null when nobody waits.</summary>
    public TWaiting? First => _order.First?.Value.Waiting;

    /// <summary>What a key has waiting; null when it has nothing.</summary>
    public TWaiting? Find(string key) => _byKey.GetValueOrDefault(key)?.Value.Waiting;

    /// <summary>What a key has waiting; who is new goes to the end.</summary>
    public TWaiting Join(string key)
    {
        if (!_byKey.TryGetValue(key, out var node))
        {
            node = _order.AddLast((key, new TWaiting()));
            _byKey.Add(key, node);
        }

        return node.Value.Waiting;
    }

    /// <summary>The first one had a turn and goes to the end, or leaves when nothing more is waiting.</summary>
    public void EndTurn(bool leaves)
    {
        var first = _order.First!;
        _order.RemoveFirst();
        if (leaves)
        {
            _byKey.Remove(first.Value.Key);
        }
        else
        {
            _order.AddLast(first);
        }
    }

    /// <summary>A key has nothing waiting any more.</summary>
    public void Leave(string key)
    {
        if (_byKey.Remove(key, out var node))
        {
            _order.Remove(node);
        }
    }
}
