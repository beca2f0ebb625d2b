using System.Collections.Concurrent;

namespace ResearchBot.Tests.Search.Embedding;

/// <summary>A clock whose waits pass at once and are written down, except those of one length, which pass when the test says so.</summary>
internal sealed class HurriedTime(TimeSpan? held = null) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = [];
    private readonly ConcurrentDictionary<Timer, bool> _held = [];
    private long _ticks = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    /// <summary>Told the number of waits after each.</summary>
    public Action<int> Passed { get; set; } = _ => { };

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Lets the waits of the held length pass.</summary>
    public void Release()
    {
        foreach (var timer in _held.Keys)
        {
            timer.Pass();
        }
    }

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(HurriedTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                time._held.TryRemove(this, out _);
            }
            else if (dueTime == time.Held)
            {
                time._held[this] = true;
            }
            else
            {
                time._waits.Enqueue(dueTime);
                time.Advance(dueTime);
                time.Passed(time._waits.Count);
                Pass();
            }

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

    private TimeSpan? Held => held;
}
