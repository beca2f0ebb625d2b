namespace ResearchBot.Discord.Payloads;

/// <summary>A use of a command, a button, a form or a completion. Its token dies 3 s after it came if it is not acknowledged, else after 15 minutes.</summary>
internal sealed record Interaction(
    string Id,
    string? ApplicationId,
    InteractionType Type,
    InteractionData? Data,
    string? GuildId,
    string? ChannelId,
    Channel? Channel,
    Member? Member,
    User? User,
    string Token,
    Message? Message,
    string? Locale)
{
    /// <summary>Who used it: a member of a server, or somebody in a direct message.</summary>
    public User? By => Member?.User ?? User;
}
