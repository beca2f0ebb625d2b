namespace ResearchBot.FakeSlack;

/// <summary>What a fake starts with.</summary>
public sealed record FakeSlackOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The bot token of the first team; later teams get their own.</summary>
    public string BotToken { get; init; } = "xoxb-fake-bot";

    public string AppToken { get; init; } = "xapp-fake-app";

    public string SigningSecret { get; init; } = "fake-signing-secret";

    public string AppId { get; init; } = "A0FAKE0001";

    public string BotName { get; init; } = "bot";

    /// <summary>The clock of every rule: 3 s, retries, tickets, triggers, response URLs, rates and stamps.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>With it a call or an event outside <see cref="BotScopes"/> is refused or not sent.</summary>
    public bool StrictScopes { get; init; }

    public IReadOnlySet<string> BotScopes { get; init; } = new HashSet<string>
    {
        "app_mentions:read", "chat:write", "commands", "channels:history", "groups:history", "im:history", "mpim:history", "channels:read",
        "groups:read", "im:read", "im:write", "mpim:read", "users:read", "usergroups:read", "reactions:write", "files:read", "files:write",
        "assistant:write", "team:read",
    };

    /// <summary>The subscription of the app. A mention in a channel is sent twice when message.channels is in it.</summary>
    public IReadOnlySet<string> BotEvents { get; init; } = new HashSet<string>
    {
        "app_mention", "message.im", "message.channels", "message.groups", "message.mpim",
    };

    /// <summary>Counts the documented tiers and answers 429 beyond them.</summary>
    public bool EnforceTiers { get; init; }

    /// <summary>When an event that was not acknowledged comes again, counted from its timeout.</summary>
    public IReadOnlyList<TimeSpan> RetryDelays { get; init; } = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    /// <summary>How long an acknowledgement may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>After this a connection is warned and closed; none: it lives on.</summary>
    public TimeSpan? ConnectionLife { get; init; }

    /// <summary>Chooses the socket of each envelope.</summary>
    public int Seed { get; init; } = 1;
}
