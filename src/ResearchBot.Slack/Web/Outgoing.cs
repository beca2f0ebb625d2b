namespace ResearchBot.Slack.Web;

/// <summary>A message as it goes out. Links in it are never unfolded.</summary>
/// <param name="Text">What notifications and screen readers say; always set.</param>
internal sealed record OutgoingMessage(string Text)
{
    public JsonArray? Blocks { get; init; }
    public string? ThreadTs { get; init; }
    public JsonObject? Metadata { get; init; }
}

/// <summary>The arguments of chat.postMessage, chat.update and chat.postEphemeral.</summary>
internal sealed record MessageArguments(string Channel, string Text)
{
    public string? Ts { get; init; }
    public string? User { get; init; }
    public string? ThreadTs { get; init; }
    public JsonArray? Blocks { get; init; }
    public JsonObject? Metadata { get; init; }
    public bool? UnfurlLinks { get; init; }
    public bool? UnfurlMedia { get; init; }
}

internal sealed record MessageName(string Channel, string Ts);

internal sealed record ReactionArguments(string Channel, string Timestamp, string Name);

internal sealed record StatusArguments(string ChannelId, string ThreadTs, string Status);

internal sealed record ViewArguments(string TriggerId, JsonElement View);

internal sealed record UploadedFile(string Id, string? Title);

internal sealed record CompleteUpload(IReadOnlyList<UploadedFile> Files, string? ChannelId, string? ThreadTs, string? InitialComment);

/// <summary>A message to a response_url.</summary>
internal sealed record ResponseMessage(string Text)
{
    public string ResponseType { get; init; } = "ephemeral";
    public JsonArray? Blocks { get; init; }
    public bool? ReplaceOriginal { get; init; }
    public string? ThreadTs { get; init; }
    public bool UnfurlLinks { get; init; }
    public bool UnfurlMedia { get; init; }
}
