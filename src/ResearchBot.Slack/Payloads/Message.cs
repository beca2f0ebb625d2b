namespace ResearchBot.Slack.Payloads;

/// <summary>A message, as it stands in a channel.</summary>
internal sealed record Message(
    string? Type,
    string? Subtype,
    string? User,
    string? BotId,
    string? AppId,
    string? Text,
    string? Ts,
    string? ThreadTs,
    string? ParentUserId,
    string? Team,
    IReadOnlyList<SlackFile>? Files,
    Edit? Edited);
