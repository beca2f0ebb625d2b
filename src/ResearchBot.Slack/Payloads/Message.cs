using System.Text.Json;

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
    Edit? Edited)
{
    /// <summary>What programs read; null where there is none, or it was not asked for.</summary>
    public MessageMetadata? Metadata { get; init; }
}

/// <summary>What programs read of a message.</summary>
/// <param name="EventType">Names its shape.</param>
/// <param name="EventPayload">Another app's may be anything.</param>
internal sealed record MessageMetadata(string? EventType, JsonElement EventPayload);
