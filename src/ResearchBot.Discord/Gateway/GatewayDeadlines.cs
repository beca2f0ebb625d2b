namespace ResearchBot.Discord.Gateway;

/// <summary>How long each step of a connection may take.</summary>
internal sealed record GatewayDeadlines
{
    /// <summary>From the first byte to an open socket.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>To Hello.</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Between two payloads until READY or RESUMED.</summary>
    public TimeSpan Ready { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>To say goodbye.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(2);
}
