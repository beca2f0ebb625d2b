namespace ResearchBot.Slack.Payloads;

/// <summary>A command with a slash. Its channel may be one that the bot is not in, and it is never in a thread.</summary>
/// <param name="TeamId">The team.</param>
/// <param name="EnterpriseId">Its enterprise; null where it has none.</param>
/// <param name="ChannelId">Where.</param>
/// <param name="ChannelName">directmessage or privategroup for those that have no name to show.</param>
/// <param name="UserId">Who.</param>
/// <param name="Command">With its slash.</param>
/// <param name="Text">What follows it; may be empty.</param>
/// <param name="ApiAppId">The app.</param>
/// <param name="ResponseUrl">Where it may be answered five times within 30 minutes.</param>
/// <param name="TriggerId">Opens a form within three seconds.</param>
internal sealed record SlashCommand(
    string? TeamId,
    string? EnterpriseId,
    string? ChannelId,
    string? ChannelName,
    string? UserId,
    string? Command,
    string? Text,
    string? ApiAppId,
    string? ResponseUrl,
    string? TriggerId);
