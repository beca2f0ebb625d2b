namespace ResearchBot.Discord.Rest;

/// <summary>The requests of one bucket and major id, one at a time.</summary>
internal sealed class RateLimitLine
{
    private readonly Lock _lock = new();
    private int _remaining = 1;
    private long _since;
    private TimeSpan _resetAfter;

    /// <summary>Whose turn it is.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>Whether it was dropped; whoever waited in it looks for another one.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Returns when the bucket has room. Called by whoever has the turn.</summary>
    public async Task WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        while (Wait(time) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>Counts a request that is sent: its answer, which would say so, may be lost.</summary>
    public void Count()
    {
        lock (_lock)
        {
            _remaining--;
        }
    }

    /// <summary>Takes over what an answer says.</summary>
    /// <param name="headers">The answer.</param>
    /// <param name="isOwn">Whether the request stood in this line. One of another line of the same bucket may have been overtaken, so it only lowers what is left.</param>
    /// <param name="time">The clock.</param>
    public void Update(RateLimitHeaders headers, bool isOwn, TimeProvider time)
    {
        var (remaining, resetAfter) = headers.RetryAfter is { } pause ? (0, pause) : (headers.Remaining, headers.ResetAfter);
        lock (_lock)
        {
            if (remaining is { } left && resetAfter is { } reset && (isOwn || left < _remaining || Left(time) <= TimeSpan.Zero))
            {
                (_remaining, _since, _resetAfter) = (left, time.GetTimestamp(), reset);
            }
        }
    }

    /// <summary>Whether nothing needs to be remembered of it.</summary>
    public bool IsFree(TimeProvider time)
    {
        lock (_lock)
        {
            return Left(time) <= TimeSpan.Zero;
        }
    }

    private TimeSpan Wait(TimeProvider time)
    {
        lock (_lock)
        {
            return _remaining <= 0 ? Left(time) : TimeSpan.Zero;
        }
    }

    private TimeSpan Left(TimeProvider time) => _resetAfter - time.GetElapsedTime(_since);
}
