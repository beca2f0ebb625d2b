namespace ResearchBot.Discord.Rest;

/// <summary>
/// Counts refused requests. Discord blocks an address after 10,000 of them in ten minutes, so nothing is sent any more long
/// before that.
/// </summary>
internal sealed class InvalidRequests(TimeProvider time)
{
    private const int Most = 500;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _refused = new();

    /// <summary>Counts one.</summary>
    public void Add()
    {
        lock (_lock)
        {
            _refused.Enqueue(time.GetUtcNow());
        }
    }

    /// <summary>Whether nothing should be sent now.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                while (_refused.TryPeek(out var oldest) && time.GetUtcNow() - oldest >= Window)
                {
                    _refused.Dequeue();
                }

                return _refused.Count >= Most;
            }
        }
    }
}
