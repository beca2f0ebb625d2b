using System.Collections.Concurrent;

namespace ResearchBot.Slack.Web;

/// <summary>Slack's limits: one line of calls for each method, and for each channel where a channel has a limit of its own.</summary>
internal sealed class CallLines(TimeProvider time)
{
    /// <summary>Nobody waits longer than this for a limit: then the call fails.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private const int FewLines = 1_000;
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<string, CallLine> _lines = [];
    private volatile int _sweepAt = FewLines;

    internal int Count => _lines.Count;

    /// <summary>Returns in its turn, when the call may be sent.</summary>
    /// <exception cref="SlackException">The wait would be too long.</exception>
    public async Task<CallLine> EnterAsync(WebCall call, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            var line = LineOf(call);
            await line.Turn.WaitAsync(cancellationToken);
            try
            {
                while (!line.IsRetired && line.Wait(time) is var wait && wait > TimeSpan.Zero)
                {
                    if (time.GetElapsedTime(since) + wait > LongestWait)
                    {
                        throw new SlackException(call.Method, SlackException.RateLimited, "the wait is too long") { RetryAfter = wait };
                    }

                    await Task.Delay(wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1), time, cancellationToken);
                }
            }
            catch
            {
                line.Turn.Release();
                throw;
            }

            if (!line.IsRetired)
            {
                line.Close(call.Apart, time);
                return line;
            }

            line.Turn.Release();
        }
    }

    private CallLine LineOf(WebCall call)
    {
        if (_lines.Count > _sweepAt)
        {
            Sweep();
            _sweepAt = Math.Max(FewLines, _lines.Count * 2);
        }

        return _lines.GetOrAdd($"{call.Method}/{call.Major}", _ => new CallLine(call.Apart > TimeSpan.Zero ? 1 : AtOnce));
    }

    /// <summary>Drops lines of channels in which nobody stands and nothing is remembered.</summary>
    private void Sweep()
    {
        foreach (var (key, line) in _lines.Where(one => !one.Key.EndsWith('/')))
        {
            if (line.Turn.Wait(0, CancellationToken.None))
            {
                if (line.Wait(time) <= TimeSpan.Zero)
                {
                    line.IsRetired = true;
                    _lines.TryRemove(KeyValuePair.Create(key, line));
                }

                line.Turn.Release();
            }
        }
    }
}

/// <summary>The calls of one method, or of one method and channel: they wait here as Slack asks.</summary>
internal sealed class CallLine(int atOnce)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _openAt;

    public SemaphoreSlim Turn { get; } = new(atOnce);
    public bool IsRetired { get; set; }

    public TimeSpan Wait(TimeProvider time)
    {
        lock (_lock)
        {
            return _openAt - time.GetUtcNow();
        }
    }

    public void Close(TimeSpan pause, TimeProvider time)
    {
        lock (_lock)
        {
            var until = time.GetUtcNow() + pause;
            _openAt = until > _openAt ? until : _openAt;
        }
    }
}
