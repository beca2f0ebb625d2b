using System.Text.Json;

namespace ResearchBot.Slack.Payloads;

/// <summary>The wrapper of an event. Of every payload only what the bot needs is read; anything may be missing.</summary>
/// <param name="Type">event_callback; or app_rate_limited, which has no event.</param>
/// <param name="EventId">The same when Slack sends it again.</param>
/// <param name="EventTime">When it happened, in unix seconds.</param>
/// <param name="TeamId">The team that the app is installed in.</param>
/// <param name="EnterpriseId">Its enterprise; null where it has none.</param>
/// <param name="ApiAppId">The app.</param>
/// <param name="ContextTeamId">The team that the channel belongs to.</param>
/// <param name="IsExtSharedChannel">Whether people of other companies read along.</param>
/// <param name="Event">The event; its shape depends on its type.</param>
internal sealed record EventCallback(
    string? Type, string? EventId, long? EventTime, string? TeamId, string? EnterpriseId, string? ApiAppId, string? ContextTeamId, bool IsExtSharedChannel, JsonElement Event)
{
    /// <summary>The event's type; empty where there is none.</summary>
    public string EventType =>
        Event.ValueKind == JsonValueKind.Object && Event.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : string.Empty;

    /// <summary>The event, where it is one that the bot reads and has its shape.</summary>
    public SlackEvent? Read() => SlackJson.TryRead(Event, SlackJson.Default.SlackEvent);
}

/// <summary>
/// An event of those the bot hears: app_mention, message, member_joined_channel, and those of the assistant. Times are names, never numbers.
/// </summary>
/// <param name="Type">Such as message.</param>
/// <param name="Subtype">Null for what a person writes; message_changed, message_deleted, bot_message and others else.</param>
/// <param name="User">Who; null for many that no person did.</param>
/// <param name="BotId">The bot that wrote it; null where a person did.</param>
/// <param name="AppId">The app that wrote it; null where a person did.</param>
/// <param name="Text">What was written, escaped as Slack escapes.</param>
/// <param name="Ts">The message's name in its channel.</param>
/// <param name="ThreadTs">The name of the thread's first message; null outside threads.</param>
/// <param name="Channel">Where.</param>
/// <param name="ChannelType">im, mpim, channel or group; app_mention has none.</param>
/// <param name="Team">The writer's team.</param>
/// <param name="Hidden">Whether people do not see it.</param>
/// <param name="EventTs">When.</param>
/// <param name="DeletedTs">The message that was deleted; message_deleted only.</param>
/// <param name="Inviter">Who invited; member_joined_channel only.</param>
/// <param name="Files">What came with it.</param>
/// <param name="Edited">Who edited it and when; null where nobody did.</param>
/// <param name="Message">As it is now; message_changed only.</param>
/// <param name="PreviousMessage">As it was; message_changed and message_deleted only.</param>
internal sealed record SlackEvent(
    string? Type,
    string? Subtype,
    string? User,
    string? BotId,
    string? AppId,
    string? Text,
    string? Ts,
    string? ThreadTs,
    string? Channel,
    string? ChannelType,
    string? Team,
    bool Hidden,
    string? EventTs,
    string? DeletedTs,
    string? Inviter,
    IReadOnlyList<SlackFile>? Files,
    Edit? Edited,
    Message? Message,
    Message? PreviousMessage);

/// <summary>A change of a message.</summary>
internal sealed record Edit(string? User, string? Ts);

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
