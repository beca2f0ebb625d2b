namespace ResearchBot.Discord.Gateway;

/// <summary>How a connection ended, and what comes next.</summary>
/// <param name="Next">What the next connection does.</param>
/// <param name="Reason">For the log.</param>
internal sealed record ConnectionEnd(NextStep Next, string Reason)
{
    /// <summary>Whether identify or resume was sent.</summary>
    public bool WasGreeted { get; init; }

    /// <summary>How long it was identified or resumed; null where it never was.</summary>
    public TimeSpan? ReadyFor { get; init; }

    /// <summary>The least time to wait before the next connection.</summary>
    public TimeSpan AtLeast { get; init; }
}
