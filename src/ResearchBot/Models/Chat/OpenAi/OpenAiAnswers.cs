using System.Text.Json;
using Microsoft.Extensions.AI;

namespace ResearchBot.Models.Chat.OpenAi;

/// <summary>Reads answers.</summary>
internal static class OpenAiAnswers
{
    public static ChatResponse ToResponse(OpenAiCompletion answer)
    {
        ThrowIfError(answer);
        var choice = answer.Choices is [{ } first, ..] ? first : throw new JsonException("The answer has no choices.");
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, Contents(choice.Message)))
        {
            ModelId = answer.Model,
            FinishReason = FinishReason(choice.FinishReason ?? "stop"),
            Usage = Usage(answer.Usage),
        };
    }

    public static ChatResponseUpdate ToUpdate(OpenAiCompletion piece)
    {
        ThrowIfError(piece);
        var choice = piece.Choices is [{ } first, ..] ? first : null;
        var contents = Contents(choice?.Delta);
        if (Usage(piece.Usage) is { } usage)
        {
            contents.Add(new UsageContent(usage));
        }

        return new ChatResponseUpdate(ChatRole.Assistant, contents)
        {
            ModelId = piece.Model,
            FinishReason = FinishReason(choice?.FinishReason),
        };
    }

    private static List<AIContent> Contents(OpenAiMessage? message) =>
    [
        .. string.IsNullOrEmpty(message?.Content) ? Array.Empty<AIContent>() : [new TextContent(message.Content)],
        .. string.IsNullOrEmpty(message?.Refusal) ? Array.Empty<AIContent>() : [new ErrorContent(message.Refusal)],
    ];

    private static ChatFinishReason? FinishReason(string? written) => string.IsNullOrEmpty(written) ? null : new ChatFinishReason(written);

    private static UsageDetails? Usage(OpenAiUsage? usage) => usage is null ? null : new UsageDetails
    {
        InputTokenCount = usage.PromptTokens,
        OutputTokenCount = usage.CompletionTokens,
        TotalTokenCount = usage.TotalTokens,
    };

    /// <summary>Servers say so in the midst of a stream, after a status of success.</summary>
    private static void ThrowIfError(OpenAiCompletion answer)
    {
        if (answer.Error is { ValueKind: not JsonValueKind.Null } error)
        {
            throw new AnswerErrorException(error.GetRawText());
        }
    }
}
