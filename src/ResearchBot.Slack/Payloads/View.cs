namespace ResearchBot.Slack.Payloads;

/// <summary>A form.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CallbackId">Which form it is.</param>
/// <param name="PrivateMetadata">What the bot gave it to carry.</param>
/// <param name="Hash">Its state, for updates.</param>
/// <param name="State">What was filled in.</param>
internal sealed record View(string? Id, string? CallbackId, string? PrivateMetadata, string? Hash, ViewState? State)
{
    /// <summary>The value of an input; null where it is empty.</summary>
    public BlockValue? Value(string block, string action) =>
        State?.Values?.GetValueOrDefault(block)?.GetValueOrDefault(action);
}

/// <summary>Inputs by block and action.</summary>
internal sealed record ViewState(IReadOnlyDictionary<string, IReadOnlyDictionary<string, BlockValue>>? Values);

/// <summary>What is in an input.</summary>
internal sealed record BlockValue(
    string? Type, string? Value, Option? SelectedOption, string? SelectedUser, string? SelectedChannel, string? SelectedConversation, string? SelectedDate)
{
    /// <summary>The chosen ones of several.</summary>
    public IReadOnlyList<Option>? SelectedOptions { get; init; }
}
