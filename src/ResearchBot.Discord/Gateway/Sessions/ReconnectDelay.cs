namespace ResearchBot.Discord.Gateway;

/// <summary>
/// How long to wait before the next connection: doubling, with jitter, and without an end of trying. New sessions are counted by
/// Discord (1,000 a day), so they wait up to ten minutes; going on with one is free and waits up to one.
/// </summary>
internal sealed class ReconnectDelay(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestResume = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestIdentify = TimeSpan.FromMinutes(10);

    /// <summary>A connection that ends sooner did not mend anything: a server that closes each at once is not stormed.</summary>
    private static readonly TimeSpan Recovered = TimeSpan.FromSeconds(30);

    private int _failures;

    /// <summary>The wait after a connection ended.</summary>
    /// <param name="readyFor">How long it had worked; counting begins anew where that was long enough.</param>
    /// <param name="identify">Whether the next one begins a session.</param>
    public TimeSpan Next(TimeSpan readyFor, bool identify)
    {
        _failures = readyFor >= Recovered ? 0 : _failures + 1;
        if (_failures == 0 && !identify)
        {
            return TimeSpan.Zero;
        }

        var longest = identify ? LongestIdentify : LongestResume;
        var whole = Math.Min(longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(_failures, 20)));
        return TimeSpan.FromSeconds(whole * (0.5 + (random.NextDouble() / 2)));
    }
}
