using ResearchBot.Slack.Payloads;

namespace ResearchBot.Slack.Requests;

/// <summary>What somebody wants, read from Slack's payload, before the bot knows who they are to it.</summary>
/// <param name="Id">The same however often Slack sends it: for a message its channel and time.</param>
/// <param name="Team">The team.</param>
/// <param name="User">Who.</param>
/// <param name="Channel">Where.</param>
/// <param name="Command">The command's name in the catalog.</param>
/// <param name="Arguments">Option name to value.</param>
internal sealed record Incoming(string Id, string Team, string User, string Channel, string Command, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>Whether it is a direct message.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The thread in which it stands, or that the reply begins; null outside of threads.</summary>
    public string? Thread { get; init; }

    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<SlackFile> Files { get; init; } = [];

    /// <summary>The message on which it was used; null where there is none.</summary>
    public string? Target { get; init; }

    /// <summary>Where a command or a press may be answered without being in the channel; null for messages.</summary>
    public Uri? ResponseUrl { get; init; }

    /// <summary>Whether one person alone shall see the reply.</summary>
    public bool WantsPrivate { get; init; }
}
