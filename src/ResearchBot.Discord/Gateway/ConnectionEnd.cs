namespace ResearchBot.Discord.Gateway;

/// <summary>How a connection ended, and what comes next.</summary>
/// <param name="Next">What the next connection does.</param>
/// <param name="Reason">For the log.</param>
/// <param name="WasReady">Whether it had been identified or resumed.</param>
internal sealed record ConnectionEnd(NextStep Next, string Reason, bool WasReady)
{
    /// <summary>The least time to wait before the next connection.</summary>
    public TimeSpan AtLeast { get; init; }
}
