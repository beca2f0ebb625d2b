namespace ResearchBot.FakeDiscord.Gateway;

/// <summary>Calls once for every heartbeat that is half an interval late.</summary>
internal sealed class HeartbeatWatch : IDisposable
{
    private readonly TimeSpan _interval;
    private readonly ITimer _timer;

    public HeartbeatWatch(TimeProvider clock, TimeSpan interval, Action<int> missed)
    {
        _interval = interval;
        _timer = clock.CreateTimer(_ => missed(++Missed), null, interval * 1.5, interval);
    }

    /// <summary>Beats missed in a row.</summary>
    public int Missed { get; private set; }

    public void Beat()
    {
        Missed = 0;
        _timer.Change(_interval * 1.5, _interval);
    }

    public void Dispose() => _timer.Dispose();
}
