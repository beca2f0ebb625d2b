namespace ResearchBot.FakeSlack;

/// <summary>Ids and stamps that never repeat. A stamp (ts) is a string key in the order of time.</summary>
public sealed class Ids(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private int _count;
    private long _lastMicros;

    public string Next(string prefix) => $"{prefix}0FAKE{Interlocked.Increment(ref _count):D5}";

    public string Stamp()
    {
        lock (_gate)
        {
            _lastMicros = Math.Max(clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000, _lastMicros + 1);
            return $"{_lastMicros / 1_000_000}.{_lastMicros % 1_000_000:D6}";
        }
    }
}
