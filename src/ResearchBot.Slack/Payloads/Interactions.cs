namespace ResearchBot.Slack.Payloads;

/// <summary>A press, a shortcut or a form.</summary>
/// <param name="Type">block_actions, message_action, shortcut, view_submission or view_closed.</param>
/// <param name="Container">Where the button is; for what only one person sees, all there is.</param>
/// <param name="ResponseUrl">Where it may be answered five times within 30 minutes; null if it may not.</param>
internal sealed record Interaction(
    string? Type, InteractionUser? User, NamedId? Team, NamedId? Channel, Message? Message, Container? Container, IReadOnlyList<BlockAction>? Actions,
    View? View, string? CallbackId, string? ResponseUrl, string? TriggerId, string? ApiAppId, string? ActionTs);

internal sealed record InteractionUser(string? Id, string? TeamId, string? Username, string? Name);

internal sealed record NamedId(string? Id, string? Name, string? Domain);

internal sealed record Container(string? Type, string? MessageTs, string? ThreadTs, string? ChannelId, string? ViewId, bool IsEphemeral);

/// <summary>What was pressed or chosen.</summary>
internal sealed record BlockAction(
    string? Type, string? ActionId, string? BlockId, string? Value, Option? SelectedOption, string? SelectedUser, string? SelectedChannel, string? SelectedConversation, string? ActionTs);

internal sealed record Option(string? Value);

internal sealed record View(string? Id, string? CallbackId, string? PrivateMetadata, string? Hash, ViewState? State)
{
    public BlockValue? Value(string block, string action) => State?.Values?.GetValueOrDefault(block)?.GetValueOrDefault(action);
}

internal sealed record ViewState(IReadOnlyDictionary<string, IReadOnlyDictionary<string, BlockValue>>? Values);

internal sealed record BlockValue(
    string? Type, string? Value, Option? SelectedOption, string? SelectedUser, string? SelectedChannel, string? SelectedConversation, string? SelectedDate);

/// <summary>A command with a slash. Its channel may be one that the bot is not in, and it is never in a thread.</summary>
/// <param name="ChannelName">directmessage or privategroup for those that have no name to show.</param>
/// <param name="ResponseUrl">Where it may be answered five times within 30 minutes.</param>
internal sealed record SlashCommand(
    string? TeamId, string? EnterpriseId, string? ChannelId, string? ChannelName, string? UserId, string? Command, string? Text, string? ApiAppId,
    string? ResponseUrl, string? TriggerId);
