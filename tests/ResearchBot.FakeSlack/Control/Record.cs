using ResearchBot.FakeSlack.Files;
using ResearchBot.FakeSlack.Interactions;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.SocketMode;

namespace ResearchBot.FakeSlack.Control;

/// <summary>What happened, for asserts. Lists may be read at any time.</summary>
public sealed class Record : FakeRecord<Record>
{
    /// <summary>Each attempt to deliver an envelope by socket.</summary>
    public Entries<Envelope> Envelopes { get; } = new();

    /// <summary>Each signed request that was sent in HTTP mode.</summary>
    public Entries<SentRequest> SentRequests { get; } = new();

    /// <summary>Messages of the bot, ephemeral ones too; updates change them in place.</summary>
    public Entries<StoredMessage> Messages { get; } = new();

    public Entries<Interaction> Interactions { get; } = new();

    public Entries<ApiRequest> Requests { get; } = new();

    public Entries<ThreadStatus> Statuses { get; } = new();

    public Entries<FileDownload> Downloads { get; } = new();

    public Entries<PostedReaction> Reactions { get; } = new();

    /// <summary>Calls and acknowledgements that broke a rule.</summary>
    public Entries<string> RuleErrors { get; } = new();

    /// <summary>When the app asked for a socket's address.</summary>
    public Entries<DateTimeOffset> Opens { get; } = new();

    /// <summary>Close codes of ended sockets; none for a broken one.</summary>
    public Entries<int?> Closes { get; } = new();

    /// <summary>Sockets that had their hello and are not closed, after each change.</summary>
    public Entries<SocketCount> LiveSockets { get; } = new();

    /// <summary>How often the last live socket went away.</summary>
    public int TimesWithoutSocket { get; internal set; }

    /// <summary>Acknowledgements after the patience was over.</summary>
    public int LateAcks { get; internal set; }

    /// <summary>Acknowledgements on another socket than the one that carried the envelope, of unknown envelopes, or repeated.</summary>
    public int StrayAcks { get; internal set; }

    /// <summary>Calls although an earlier answer had told the app to wait.</summary>
    public int RateLimitViolations { get; internal set; }

    public int RateLimited { get; internal set; }

    /// <summary>From each envelope's sending to its acknowledgement, shortest first.</summary>
    public IReadOnlyList<TimeSpan> AckLatencies => [.. Envelopes.Where(one => one.AckedAfter is not null).Select(one => one.AckedAfter!.Value).Order()];

    /// <summary>The scopes that the calls needed.</summary>
    public IReadOnlySet<string> ScopesUsed => Requests.Where(one => one.Scope.Length > 0).Select(one => one.Scope).ToHashSet();
}

/// <summary>One answered call; error is Slack's, html or reset.</summary>
public sealed record ApiRequest(string Method, string HttpMethod, string ContentType, string Scope, int Status, string? Error, JsonObject Arguments, DateTimeOffset At);

public sealed record SocketCount(DateTimeOffset At, int Live);

/// <summary>What assistant.threads.setStatus showed.</summary>
public sealed record ThreadStatus(string ChannelId, string ThreadTs, string Status, DateTimeOffset At);

public sealed record PostedReaction(string ChannelId, string Ts, string Name, bool Removed);
