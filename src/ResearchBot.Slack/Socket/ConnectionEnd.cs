namespace ResearchBot.Slack.Socket;

/// <summary>How a connection, or the attempt at one, ended.</summary>
/// <param name="Reason">For the log.</param>
internal sealed record ConnectionEnd(string Reason)
{
    /// <summary>What a person has to do before there is another; null where the next attempt may work.</summary>
    public string? Stop { get; init; }

    /// <summary>The least time to wait before the next attempt.</summary>
    public TimeSpan AtLeast { get; init; }
}
