namespace ResearchBot.FakeDiscord.Gateway;

/// <summary>The send limit of a connection: 120 payloads in 60 s.</summary>
internal sealed class PayloadCount
{
    private readonly Queue<DateTimeOffset> _times = [];

    public bool Exceeds(DateTimeOffset now)
    {
        while (_times.TryPeek(out var first) && now - first >= TimeSpan.FromSeconds(60))
        {
            _times.Dequeue();
        }

        _times.Enqueue(now);
        return _times.Count > 120;
    }
}
