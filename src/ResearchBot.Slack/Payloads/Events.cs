namespace ResearchBot.Slack.Payloads;

/// <summary>The wrapper of an event. Of every payload only what the bot needs is read; anything may be missing.</summary>
/// <param name="Type">event_callback; or app_rate_limited, which has no event.</param>
/// <param name="Authorizations">For whose installation of the app it is, the first of them; the wrapper's own team_id may be another organisation's.</param>
/// <param name="IsExtSharedChannel">Whether people of other organisations read the channel; null if it is not said.</param>
internal sealed record EventCallback(
    string? Type, string? EventId, long? EventTime, string? ApiAppId, IReadOnlyList<Authorization>? Authorizations, bool? IsExtSharedChannel, JsonElement Event)
{
    public SlackEvent? Read() => SlackJson.TryRead(Event, SlackJson.Default.SlackEvent);
}

/// <summary>An installation of the app: in a team, or in a whole enterprise.</summary>
internal sealed record Authorization(string? TeamId, string? EnterpriseId, bool? IsEnterpriseInstall)
{
    public string? Installation => IsEnterpriseInstall == true ? EnterpriseId : TeamId;
}

/// <summary>An event of those the bot hears: app_mention, message, member_joined_channel, and those of the assistant. Times are names, never
/// numbers.</summary>
/// <param name="Subtype">Null for what a person writes; message_changed, message_deleted, bot_message and others else.</param>
/// <param name="ThreadTs">The name of the thread's first message; null outside threads.</param>
internal sealed record SlackEvent(
    string? Type, string? Subtype, string? User, string? BotId, string? AppId, string? Text, string? Ts, string? ThreadTs, string? Channel,
    string? ChannelType, string? Team, bool Hidden, string? EventTs, string? DeletedTs, string? Inviter, IReadOnlyList<SlackFile>? Files,
    Edit? Edited, Message? Message, Message? PreviousMessage)
{
    /// <summary>The author's own team, where it is said beside <see cref="Team"/>.</summary>
    public string? UserTeam { get; init; }

    public string? SourceTeam { get; init; }
}

internal sealed record Edit(string? User, string? Ts);

internal sealed record Message(
    string? Type, string? Subtype, string? User, string? BotId, string? AppId, string? Text, string? Ts, string? ThreadTs, string? ParentUserId,
    string? Team, IReadOnlyList<SlackFile>? Files, Edit? Edited)
{
    public string? UserTeam { get; init; }
    public string? SourceTeam { get; init; }
    public MessageMetadata? Metadata { get; init; }
}

internal sealed record MessageMetadata(string? EventType, JsonElement EventPayload);
