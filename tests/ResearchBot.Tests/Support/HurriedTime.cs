using System.Collections.Concurrent;

namespace ResearchBot.Tests.Support;

/// <summary>A clock whose waits pass at once and are written down, except those of one length, which pass when the test says so.</summary>
internal sealed class HurriedTime(TimeSpan? held = null) : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly ConcurrentQueue<TimeSpan> _waits = [];
    private readonly ConcurrentDictionary<Timer, bool> _held = [];

    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    /// <summary>Told the number of waits after each.</summary>
    public Action<int> Passed { get; set; } = _ => { };

    /// <summary>Lets the waits of the held length pass.</summary>
    public void Release()
    {
        foreach (var timer in _held.Keys)
        {
            timer.Pass();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Begin(Timer timer, TimeSpan dueTime)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            _held.TryRemove(timer, out _);
        }
        else if (dueTime == held)
        {
            _held[timer] = true;
        }
        else
        {
            _waits.Enqueue(dueTime);
            Advance(dueTime);
            Passed(_waits.Count);
            timer.Pass();
        }
    }

    private sealed class Timer(HurriedTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Begin(this, dueTime);
            return true;
        }

        public void Pass()
        {
            time._held.TryRemove(this, out _);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        public void Dispose() => time._held.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
