namespace ResearchBot.Core.Platforms;

/// <summary>The ids that were seen last, so that an event that comes twice is taken once; older ones are forgotten.</summary>
public sealed class RecentIds(int most)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _order = new();

    /// <summary>Notes an id.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(string id)
    {
        lock (_lock)
        {
            if (!_ids.Add(id))
            {
                return false;
            }

            _order.Enqueue(id);
            if (_order.Count > most)
            {
                _ids.Remove(_order.Dequeue());
            }

            return true;
        }
    }

    /// <summary>Whether an id was noted.</summary>
    public bool Has(string id)
    {
        lock (_lock)
        {
            return _ids.Contains(id);
        }
    }
}
