using ResearchBot.FakeDiscord.Gateway;

namespace ResearchBot.FakeDiscord;

/// <summary>What a fake starts with.</summary>
public sealed record FakeDiscordOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    public string Token { get; init; } = "fake.discord.token";

    public string BotName { get; init; } = "bot";

    /// <summary>The clock of the 3 s, 15 min, rate, heartbeat and expiry rules.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(41.25);

    /// <summary>The switches of the developer portal: privileged intents that the bot may ask for.</summary>
    public Intents PrivilegedIntents { get; init; } = Intents.None;

    public int MaxConcurrency { get; init; } = 1;

    /// <summary>How many shards GET /gateway/bot recommends.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Identifies left for the day.</summary>
    public int IdentifiesLeft { get; init; } = 1000;

    /// <summary>Requests per second over all routes but those of interactions.</summary>
    public int GlobalLimit { get; init; } = 50;
}
