using ResearchBot.FakeDiscord.Interactions;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Control;

/// <summary>What happened, for asserts. Lists may be read at any time.</summary>
public sealed class Record : FakeRecord<Record>
{
    /// <summary>When the client identified.</summary>
    public Entries<DateTimeOffset> Identifies { get; } = new();

    /// <summary>The path and query of each connection.</summary>
    public Entries<string> Connections { get; } = new();

    /// <summary>One entry for each resume: whether it came in by the resume URL.</summary>
    public Entries<bool> Resumes { get; } = new();

    /// <summary>Close codes of ended connections; none for a broken one.</summary>
    public Entries<int?> Closes { get; } = new();

    /// <summary>Messages of the bot, ephemeral ones and placeholders too; edits change them in place.</summary>
    public Entries<StoredMessage> Messages { get; } = new();

    public Entries<Interaction> Interactions { get; } = new();

    public Entries<RestRequest> Requests { get; } = new();

    /// <summary>Requests that broke a limit or a form rule: route and the errors.</summary>
    public Entries<string> LimitErrors { get; } = new();

    public int Heartbeats { get; internal set; }

    public int HeartbeatsMissed { get; internal set; }

    public int IdentifiesTooFast { get; internal set; }

    public int PayloadsOverLimit { get; internal set; }

    public int EventsReplayed { get; internal set; }

    /// <summary>Requests sent although an earlier answer had told the client to wait.</summary>
    public int RateLimitViolations { get; internal set; }

    /// <summary>Requests that a bucket or the global limit refused.</summary>
    public int RateLimited { get; internal set; }

    /// <summary>Answers 401, 403 and 429 but of the shared scope.</summary>
    public int InvalidRequests { get; internal set; }

    public int Typings { get; internal set; }
}

/// <summary>One answered request: when it came, and Discord's error code.</summary>
public sealed record RestRequest(string Method, string Route, string Path, int Status, int? Code, DateTimeOffset At);
