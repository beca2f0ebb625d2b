namespace ResearchBot.Discord.Gateway;

/// <summary>Keeps a connection below 120 payloads in 60 s, with room kept free for heartbeats.</summary>
internal sealed class SendLimiter(TimeProvider time)
{
    private const int Most = 120;
    private const int KeptForHeartbeats = 8;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(62); // two may arrive closer together than they were sent

    private readonly Lock _lock = new();
    private readonly Queue<long> _sent = new();

    /// <summary>Returns when a payload may be sent, and counts it.</summary>
    public async Task WaitAsync(bool isHeartbeat, CancellationToken cancellationToken)
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

                if (_sent.Count < (isHeartbeat ? Most : Most - KeptForHeartbeats))
                {
                    _sent.Enqueue(time.GetTimestamp());
                    return;
                }

                wait = Window - time.GetElapsedTime(_sent.Peek());
            }

            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), time, cancellationToken);
        }
    }
}
