namespace ResearchBot.Slack.Socket;

/// <summary>How long to wait before the next attempt: doubling from one second to 45, with jitter, and without an end of trying.</summary>
internal sealed class ReconnectDelay(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    /// <summary>A connection that ends sooner did not mend anything: a server that ends each at once is not stormed.</summary>
    private static readonly TimeSpan Recovered = TimeSpan.FromSeconds(30);

    private int _failures;

    /// <summary>The wait before the next attempt; none after a connection that worked for a while.</summary>
    /// <param name="liveFor">How long the last one was live; zero where it never was.</param>
    public TimeSpan Next(TimeSpan liveFor)
    {
        _failures = liveFor >= Recovered ? 0 : Math.Min(_failures + 1, 20);
        var whole = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, _failures - 1));
        return _failures == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(whole * (0.5 + (random.NextDouble() / 2)));
    }
}
