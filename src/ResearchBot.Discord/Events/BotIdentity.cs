namespace ResearchBot.Discord.Events;

/// <summary>Who the bot is on Discord; known from the first READY on.</summary>
internal sealed class BotIdentity
{
    /// <summary>Its user id; empty before it is known.</summary>
    public string User { get; set; } = string.Empty;

    /// <summary>Its application's id; empty before it is known.</summary>
    public string Application { get; set; } = string.Empty;
}
