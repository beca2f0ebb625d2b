namespace ResearchBot.FakeSlack.Api;

/// <summary>The waits that were imposed, and the documented tiers, for each method and team; posts for each channel.</summary>
internal sealed class MethodLimits(TimeProvider clock)
{
    private readonly Dictionary<string, DateTimeOffset> _blocked = [];
    private readonly Dictionary<string, Queue<DateTimeOffset>> _calls = [];

    /// <summary>How long the method is still refused because an earlier answer said so.</summary>
    public TimeSpan? Blocked(string key) => _blocked.TryGetValue(key, out var until) && until > clock.GetUtcNow() ? until - clock.GetUtcNow() : null;

    public void Block(string key, TimeSpan wait) => _blocked[key] = clock.GetUtcNow() + wait;

    /// <summary>Counts a call; the wait if it is one too many.</summary>
    public TimeSpan? Count(string key, int most, TimeSpan window)
    {
        var now = clock.GetUtcNow();
        var calls = _calls.TryGetValue(key, out var known) ? known : _calls[key] = new Queue<DateTimeOffset>();
        while (calls.TryPeek(out var oldest) && oldest + window <= now)
        {
            calls.Dequeue();
        }

        if (calls.Count >= most)
        {
            return calls.Peek() + window - now;
        }

        calls.Enqueue(now);
        return null;
    }
}
