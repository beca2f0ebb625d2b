namespace ResearchBot.Discord.Gateway;

/// <summary>Lets the shards of one token identify one after the other, as many at a time as Discord allows: one each five seconds.</summary>
internal sealed class IdentifyTurns(TimeProvider time)
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5.5); // two may arrive closer together than they were sent

    private readonly Lock _lock = new();
    private readonly Dictionary<int, DateTimeOffset> _next = [];

    /// <summary>Returns when a shard may identify.</summary>
    /// <param name="shard">Its number.</param>
    /// <param name="atOnce">How many may at the same time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAsync(int shard, int atOnce, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var turn = _next.GetValueOrDefault(shard % atOnce, now);
            turn = turn < now ? now : turn;
            _next[shard % atOnce] = turn + Apart;
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
