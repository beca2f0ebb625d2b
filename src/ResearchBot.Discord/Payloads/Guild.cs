namespace ResearchBot.Discord.Payloads;

/// <summary>A server, as it comes when the bot sees it.</summary>
internal sealed record Guild(
    string Id,
    string? Name,
    string? OwnerId,
    string? SystemChannelId,
    IReadOnlyList<GuildRole>? Roles,
    IReadOnlyList<Channel>? Channels,
    IReadOnlyList<Channel>? Threads,
    DateTimeOffset? JoinedAt,
    bool Unavailable);

/// <summary>A role of a server.</summary>
/// <param name="Id">Its id; that of the server for everybody's role.</param>
/// <param name="Permissions">What it allows, as a number in decimal.</param>
internal sealed record GuildRole(string Id, string? Permissions);
