using ResearchBot.Discord.Payloads;

namespace ResearchBot.Discord.Requests;

/// <summary>What somebody wants, read from Discord's payload, before the bot knows who they are to it.</summary>
/// <param name="Id">Of the message or interaction.</param>
/// <param name="By">Who.</param>
/// <param name="GuildId">The server; null in a direct message.</param>
/// <param name="ChannelId">The channel, thread or direct channel.</param>
/// <param name="Command">The command's name in the catalog.</param>
/// <param name="Arguments">Option name to value.</param>
internal sealed record Incoming(
    string Id, User By, string? GuildId, string ChannelId, string Command, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>Their roles in the server.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>What Discord says that they may do in the channel; null where it does not say.</summary>
    public string? Permissions { get; init; }

    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<Attachment> Files { get; init; } = [];

    /// <summary>Whether Discord lets one person alone see the reply, as it does for interactions.</summary>
    public bool CanBePrivate { get; init; }

    /// <summary>Whether the person asked that nobody else sees the reply.</summary>
    public bool WantsPrivate { get; init; }

    /// <summary>The thread that will be begun for the reply; null where there will be none.</summary>
    public string? Thread { get; init; }

    /// <summary>The message on which it was used; null where there is none.</summary>
    public string? Target { get; init; }
}
