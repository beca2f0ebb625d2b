namespace ResearchBot.Discord.Rest;

/// <summary>The requests of one bucket and major id, one at a time.</summary>
internal sealed class RateLimitLine
{
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
        while (_remaining <= 0 && Left(time) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken);
        }
    }

    /// <summary>Takes over what an answer says. Called by whoever has the turn, once for each answer.</summary>
    public void Update(RateLimitHeaders headers, TimeProvider time)
    {
        if (headers.RetryAfter is { } pause && !headers.IsGlobal)
        {
            (_remaining, _since, _resetAfter) = (0, time.GetTimestamp(), pause);
        }
        else if (headers is { Remaining: { } remaining, ResetAfter: { } resetAfter })
        {
            (_remaining, _since, _resetAfter) = (remaining, time.GetTimestamp(), resetAfter);
        }
    }

    /// <summary>Whether nothing needs to be remembered of it.</summary>
    public bool IsFree(TimeProvider time) => Left(time) <= TimeSpan.Zero;

    private TimeSpan Left(TimeProvider time) => _resetAfter - time.GetElapsedTime(_since);
}
