namespace ResearchBot.Slack.Payloads;

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
