using Microsoft.Extensions.AI;

namespace ResearchBot.Models.Chat.OpenAi;

/// <summary>Writes requests.</summary>
internal static class OpenAiRequests
{
    public static OpenAiRequest Create(
        ChatModelOptions settings, IReadOnlyList<ChatMessage> messages, ChatOptions? options, bool stream, Concessions made)
    {
        var isNewName = KnowsNewName(settings.Address) != made.HasFlag(Concessions.OtherLimitName);
        return new OpenAiRequest(
            settings.Model,
            [.. messages.Select(message => new OpenAiMessage(message.Role.Value, message.Text))],
            stream,
            stream && !made.HasFlag(Concessions.NoStreamUsage) ? new OpenAiStreamOptions(IncludeUsage: true) : null,
            isNewName ? null : options?.MaxOutputTokens,
            isNewName ? options?.MaxOutputTokens : null,
            made.HasFlag(Concessions.NoTemperature) ? null : options?.Temperature,
            made.HasFlag(Concessions.NoSchema) ? null : Format(options?.ResponseFormat as ChatResponseFormatJson));
    }

    private static OpenAiFormat? Format(ChatResponseFormatJson? wanted) => wanted switch
    {
        null => null,
        { Schema: { } schema } => new OpenAiFormat("json_schema", new OpenAiSchema(wanted.SchemaName ?? "answer", schema, Strict: true)),
        _ => new OpenAiFormat("json_object", JsonSchema: null),
    };

    /// <summary>OpenAI's newer models refuse <c>max_tokens</c>; many other servers pass over <c>max_completion_tokens</c>, and write without end.</summary>
    private static bool KnowsNewName(Uri address) =>
        address.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase);
}
