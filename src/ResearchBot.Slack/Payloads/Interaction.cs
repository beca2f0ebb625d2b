namespace ResearchBot.Slack.Payloads;

/// <summary>A press, a shortcut or a form.</summary>
/// <param name="Type">block_actions, message_action, shortcut, view_submission or view_closed.</param>
/// <param name="User">Who.</param>
/// <param name="Team">The team; null on some that concern an enterprise.</param>
/// <param name="Channel">Where; forms and global shortcuts have none.</param>
/// <param name="Message">The message with the button, or that the shortcut is used on.</param>
/// <param name="Container">Where the button is; for what only one person sees, all there is.</param>
/// <param name="Actions">What was pressed or chosen.</param>
/// <param name="View">The form.</param>
/// <param name="CallbackId">Which shortcut.</param>
/// <param name="ResponseUrl">Where it may be answered five times within 30 minutes; null where it may not.</param>
/// <param name="TriggerId">Opens a form within three seconds.</param>
/// <param name="ApiAppId">The app.</param>
/// <param name="ActionTs">When.</param>
internal sealed record Interaction(
    string? Type,
    InteractionUser? User,
    NamedId? Team,
    NamedId? Channel,
    Message? Message,
    Container? Container,
    IReadOnlyList<BlockAction>? Actions,
    View? View,
    string? CallbackId,
    string? ResponseUrl,
    string? TriggerId,
    string? ApiAppId,
    string? ActionTs);

/// <summary>Who pressed.</summary>
internal sealed record InteractionUser(string? Id, string? TeamId, string? Username, string? Name);

/// <summary>A team or channel.</summary>
internal sealed record NamedId(string? Id, string? Name, string? Domain);

/// <summary>What holds a button.</summary>
internal sealed record Container(string? Type, string? MessageTs, string? ThreadTs, string? ChannelId, string? ViewId, bool IsEphemeral);

/// <summary>What was pressed or chosen.</summary>
internal sealed record BlockAction(
    string? Type, string? ActionId, string? BlockId, string? Value, Option? SelectedOption, string? SelectedUser, string? SelectedChannel, string? SelectedConversation, string? ActionTs)
{
    /// <summary>The chosen ones of several.</summary>
    public IReadOnlyList<Option>? SelectedOptions { get; init; }
}

/// <summary>One of a choice.</summary>
internal sealed record Option(string? Value);
