namespace ResearchBot.Discord.Rest;

/// <summary>The token's own limit: 50 requests a second, and the pauses that Discord asks for.</summary>
internal sealed class GlobalLimit(TimeProvider time)
{
    private const int Most = 45; // of 50: the two clocks do not tick as one

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<long> _sent = new();
    private DateTimeOffset _blockedUntil;

    /// <summary>Sends nothing for a while.</summary>
    public void Block(TimeSpan pause)
    {
        lock (_lock)
        {
            var until = time.GetUtcNow() + pause;
            _blockedUntil = until > _blockedUntil ? until : _blockedUntil;
        }
    }

    /// <summary>Returns when a request may be sent, and counts it.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            lock (_lock)
            {
                while (_sent.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
                {
                    _sent.Dequeue();
                }

                wait = _blockedUntil - time.GetUtcNow();
                if (wait <= TimeSpan.Zero && _sent.Count < Most)
                {
                    _sent.Enqueue(time.GetTimestamp());
                    return;
                }

                wait = wait > TimeSpan.Zero ? wait : Window - time.GetElapsedTime(_sent.Peek());
            }

            await Task.Delay(wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1), time, cancellationToken);
        }
    }
}
