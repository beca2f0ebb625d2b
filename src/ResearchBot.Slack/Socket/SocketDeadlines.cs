namespace ResearchBot.Slack.Socket;

/// <summary>How long each step of a connection may take.</summary>
internal sealed record SocketDeadlines
{
    /// <summary>From the first byte to an open socket.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the open socket to hello.</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>To send an acknowledgement: Slack takes none that is later.</summary>
    public TimeSpan Acknowledge { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Until a ping is sent. The socket measures this and the next in real time.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Until its pong has to be there.</summary>
    public TimeSpan Pong { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>To say goodbye, in real time. Slack does not always answer.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A connection is renewed when it is as old as this, even if all seems well: a socket can be open and deaf.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(6);
}
