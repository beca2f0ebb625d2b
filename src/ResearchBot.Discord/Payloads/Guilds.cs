namespace ResearchBot.Discord.Payloads;

/// <summary>A server, as it comes when the bot sees it.</summary>
internal sealed record Guild(
    string Id, string? Name, string? OwnerId, string? SystemChannelId, IReadOnlyList<GuildRole>? Roles, IReadOnlyList<Channel>? Channels,
    IReadOnlyList<Channel>? Threads, DateTimeOffset? JoinedAt, bool Unavailable);

internal sealed record GuildRole(string Id, string? Permissions);

internal sealed record Channel(string Id, ChannelType Type, string? GuildId, string? ParentId, string? OwnerId, string? Name)
{
    public bool IsThread => Type is ChannelType.AnnouncementThread or ChannelType.PublicThread or ChannelType.PrivateThread;

    /// <summary>The channel whose readers and settings count: of a thread the one that it stands in.</summary>
    public string Room => IsThread && ParentId is { } parent ? parent : Id;
}

/// <summary>What kind of room a channel is; others exist.</summary>
internal enum ChannelType
{
    Text = 0,
    Direct = 1,
    Announcement = 5,
    AnnouncementThread = 10,
    PublicThread = 11,
    PrivateThread = 12,
    Forum = 15,
}

/// <summary>The beginning of a session.</summary>
/// <param name="Guilds">The servers that the bot is in, as far as this connection hears of them; each comes whole afterwards.</param>
/// <param name="Shard">The connection's number, and how many there are.</param>
internal sealed record Ready(User User, Application? Application, IReadOnlyList<Guild>? Guilds, IReadOnlyList<int>? Shard);

internal sealed record Application(string Id);
