using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ResearchBot.Models;

/// <summary>An endpoint that says in place of an answer that it failed.</summary>
internal sealed class AnswerErrorException(string words) : Exception("The endpoint reports an error in place of its answer.")
{
    /// <summary>May hold anything, even the key.</summary>
    public string Words { get; } = words;
}

/// <summary>Serves servers that speak OpenAI's protocol in a way that its typed client refuses: of each answer only what is used passes, and what is
/// missing is put there.</summary>
/// <param name="knowsNewLimit">Whether the server knows OpenAI's newer name for the limit of the output.</param>
internal sealed class OpenAiChatHandler(bool knowsNewLimit) : DelegatingHandler
{
    private const string Json = "application/json";
    private const string Events = "text/event-stream";

    private static readonly JsonElement Zero = JsonElement.Parse("0");
    private static readonly JsonElement NoId = JsonElement.Parse("\"none\"");
    private static readonly JsonElement Whole = JsonElement.Parse("\"chat.completion\"");
    private static readonly JsonElement Piece = JsonElement.Parse("\"chat.completion.chunk\"");

    private static ReadOnlySpan<byte> Done => "[DONE]"u8;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await AnswerStream.ReadRequestAsync(request, cancellationToken);
        var isStream = body["stream"] is JsonValue stream && stream.TryGetValue<bool>(out var wanted) && wanted;
        if (!knowsNewLimit)
        {
            DialectHandler.RenameLimit(body, DialectHandler.NewLimitName, DialectHandler.LimitName);
        }

        request.Content = AnswerStream.ToContent(JsonSerializer.SerializeToUtf8Bytes(body));
        var response = await base.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (isStream && response.Content.Headers.ContentType?.MediaType != Json)
        {
            response.Content = AnswerStream.ToContent(new MendedEvents(answer), Events);
            return response;
        }

        using (answer)
        {
            var whole = Mend(await JsonSerializer.DeserializeAsync(answer, OpenAiJson.Default.OpenAiCompletion, cancellationToken), isPiece: false);
            response.Content = isStream // of a server that cannot stream
                ? AnswerStream.ToContent(new MemoryStream([.. Event(Serialize(ToPiece(whole))), .. Event(Done)]), Events)
                : AnswerStream.ToContent(Serialize(whole));
        }

        return response;
    }

    private static OpenAiCompletion Mend(OpenAiCompletion? answer, bool isPiece)
    {
        if (answer?.Error is { ValueKind: not JsonValueKind.Null } error)
        {
            throw new AnswerErrorException(error.GetRawText()); // servers say so in the midst of a stream, after a status of success
        }

        var choice = answer?.Choices is [{ } first, ..] ? first : null;
        if (answer is null || (choice is null && !isPiece))
        {
            throw new JsonException("The answer has no choices.");
        }

        return answer with
        {
            Id = answer.Id is { ValueKind: JsonValueKind.String } ? answer.Id : NoId,
            Object = isPiece ? Piece : Whole,
            Created = Zero,
            Model = answer.Model ?? string.Empty,
            Choices = choice is null ? [] : [new OpenAiChoice(
                Zero,
                isPiece ? null : Mend(choice.Message),
                isPiece ? Mend(choice.Delta) : null,
                string.IsNullOrEmpty((choice.Message ?? choice.Delta)?.Refusal) ? FinishReason(choice.FinishReason, isPiece) : "content_filter")], // the client passes over a refusal in a stream
            Usage = answer.Usage is not { } usage ? null : new OpenAiUsage(
                usage.PromptTokens ?? 0, usage.CompletionTokens ?? 0, usage.TotalTokens ?? (usage.PromptTokens ?? 0) + (usage.CompletionTokens ?? 0)),
            Error = null,
        };
    }

    private static OpenAiMessage Mend(OpenAiMessage? message) => new(
        "assistant", message?.Content ?? string.Empty, string.IsNullOrEmpty(message?.Refusal) ? null : message.Refusal, message?.ToolCalls is { ValueKind: JsonValueKind.Array } ? message.ToolCalls : null);

    /// <summary>Some servers have reasons of their own; all mean that the model came to an end.</summary>
    private static string? FinishReason(string? written, bool isPiece) => written switch
    {
        null or "" => isPiece ? null : "stop",
        "stop" or "length" or "content_filter" or "tool_calls" or "function_call" => written,
        "max_tokens" => "length",
        _ => "stop",
    };

    private static OpenAiCompletion ToPiece(OpenAiCompletion whole) => whole with
    {
        Object = Piece,
        Choices = [.. whole.Choices!.Select(choice => choice! with { Message = null, Delta = choice.Message })],
    };

    private static byte[] Serialize(OpenAiCompletion answer) => JsonSerializer.SerializeToUtf8Bytes(answer, OpenAiJson.Default.OpenAiCompletion);

    private static byte[] Event(ReadOnlySpan<byte> data) => [.. "data: "u8, .. data, .. "\n\n"u8];

    /// <summary>Mends the events of a stream, each when it is read.</summary>
    private sealed class MendedEvents : AnswerStream
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly IAsyncEnumerator<SseItem<byte[]>> _events;
        private ReadOnlyMemory<byte> _left;

        public MendedEvents(Stream inner) : base(inner) =>
            _events = SseParser.Create(inner, static (_, data) => Event(data.SequenceEqual(Done) ? Done : Serialize(Mend(JsonSerializer.Deserialize(data, OpenAiJson.Default.OpenAiCompletion), isPiece: true))))
                .EnumerateAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await using var stopping = cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), _stop);
            while (_left.IsEmpty)
            {
                if (!await _events.MoveNextAsync())
                {
                    return 0;
                }

                _left = _events.Current.Data;
            }

            var length = Math.Min(buffer.Length, _left.Length);
            _left[..length].CopyTo(buffer);
            _left = _left[length..];
            return length;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenAiCompletion))]
[JsonSerializable(typeof(OpenAiVectors))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(float[]))]
internal sealed partial class OpenAiJson : JsonSerializerContext;

/// <summary>A whole answer, or one piece of a stream. Servers differ in the rest, which does not pass.</summary>
internal sealed record OpenAiCompletion(
    JsonElement? Id, JsonElement? Object, JsonElement? Created, string? Model, IReadOnlyList<OpenAiChoice?>? Choices, OpenAiUsage? Usage, JsonElement? Error);

internal sealed record OpenAiChoice(JsonElement? Index, OpenAiMessage? Message, OpenAiMessage? Delta, string? FinishReason);

internal sealed record OpenAiMessage(string? Role, string? Content, string? Refusal, JsonElement? ToolCalls);

internal sealed record OpenAiUsage(long? PromptTokens, long? CompletionTokens, long? TotalTokens);
