using ResearchBot.Core.Notices;

namespace ResearchBot.Discord.Requests;

/// <summary>How places on Discord are written for the core: <c>discord:CHANNEL</c>, or <c>discord:direct:USER</c> where one person alone shall read it.</summary>
internal static class PostAddress
{
    private const string DirectPrefix = $"{DiscordIds.Platform}:direct:";

    /// <summary>A channel or thread.</summary>
    public static ReplyAddress Channel(string channel) => new(DiscordIds.Platform, DiscordIds.Channel(channel));

    /// <summary>Somebody's direct channel.</summary>
    public static ReplyAddress Direct(string user) => new(DiscordIds.Platform, DirectPrefix + user);

    /// <summary>The user of a direct address; null where it is none.</summary>
    public static string? DirectUser(string address) =>
        address.StartsWith(DirectPrefix, StringComparison.Ordinal) ? address[DirectPrefix.Length..] : null;
}
