using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResearchBot.Models.Chat.OpenAi;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenAiRequest))]
[JsonSerializable(typeof(OpenAiCompletion))]
internal sealed partial class OpenAiJson : JsonSerializerContext;

// https://platform.openai.com/docs/api-reference/chat/create
internal sealed record OpenAiRequest(
    string Model,
    IReadOnlyList<OpenAiMessage> Messages,
    bool Stream,
    OpenAiStreamOptions? StreamOptions,
    int? MaxTokens,
    int? MaxCompletionTokens,
    float? Temperature,
    OpenAiFormat? ResponseFormat);

internal sealed record OpenAiStreamOptions(bool IncludeUsage);

internal sealed record OpenAiFormat(string Type, OpenAiSchema? JsonSchema);

internal sealed record OpenAiSchema(string Name, JsonElement Schema, bool Strict);

internal sealed record OpenAiMessage(string? Role, string? Content, string? Refusal = null);

/// <summary>A whole answer, or one piece of a stream. Servers differ in the rest, which is not read.</summary>
internal sealed record OpenAiCompletion(string? Model, IReadOnlyList<OpenAiChoice?>? Choices, OpenAiUsage? Usage, JsonElement? Error);

internal sealed record OpenAiChoice(OpenAiMessage? Message, OpenAiMessage? Delta, string? FinishReason);

internal sealed record OpenAiUsage(long? PromptTokens, long? CompletionTokens, long? TotalTokens);
