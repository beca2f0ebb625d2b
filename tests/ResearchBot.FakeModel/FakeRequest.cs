namespace ResearchBot.FakeModel;

/// <summary>A request as the server understood it.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Protocol">Whose.</param>
/// <param name="Model">The model that is asked.</param>
/// <param name="Messages">All, the system's first where there is one.</param>
/// <param name="Schema">JSON schema of the answer; null where none is asked for.</param>
/// <param name="IsStream">Whether the answer is to be streamed.</param>
/// <param name="MaxTokens">The most tokens of the answer; null where the request does not say.</param>
/// <param name="Key">The key that it came with; null without.</param>
/// <param name="Body">As it was sent.</param>
public sealed record FakeRequest(
    int Number,
    FakeProtocol Protocol,
    string Model,
    IReadOnlyList<FakeMessage> Messages,
    JsonNode? Schema,
    bool IsStream,
    int? MaxTokens,
    string? Key,
    JsonObject Body)
{
    /// <summary>Completes when the client has gone, or the answer has been given.</summary>
    public Task Gone => GoneSource.Task;

    /// <summary>Whether the client went before the answer was given.</summary>
    public bool IsAborted { get; internal set; }

    internal TaskCompletionSource GoneSource { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>One message.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">Its text.</param>
public sealed record FakeMessage(string Role, string Text);

/// <summary>Which protocol a request speaks.</summary>
public enum FakeProtocol
{
    OpenAi,
    Anthropic,
}
