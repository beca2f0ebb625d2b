using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace ResearchBot.Models.Chat.OpenAi;

/// <summary>
/// Chat over the official client, by its protocol methods: its own types refuse answers of servers that differ in a detail.
/// </summary>
internal sealed class OpenAiChat : IChatClient
{
    private readonly ChatModelOptions _settings;
    private readonly ChatClient _client;
    private readonly Dialect _dialect = new();

    public OpenAiChat(ChatModelOptions settings, HttpClient http)
    {
        _settings = settings;
        _client = new ChatClient(
            settings.Model,
            new ApiKeyCredential(settings.ApiKey.Length == 0 ? "none" : settings.ApiKey), // servers without a key pass it over
            new OpenAIClientOptions
            {
                Endpoint = settings.Address,
                Transport = new HttpClientPipelineTransport(http),
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                NetworkTimeout = Timeout.InfiniteTimeSpan,
            });
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var response = await AskAsync([.. messages], options, stream: false, cancellationToken);
        return await ReadWholeAsync(response, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await AskAsync([.. messages], options, stream: true, cancellationToken);
        if (response.Headers.TryGetValue("Content-Type", out var type) && type?.Contains("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            foreach (var update in (await ReadWholeAsync(response, cancellationToken)).ToChatResponseUpdates()) // a server that cannot stream
            {
                yield return update;
            }

            yield break;
        }

        var events = SseParser.Create(response.ContentStream!, static (_, data) => data.SequenceEqual("[DONE]"u8) ? null : Parse(data));
        await foreach (var one in events.EnumerateAsync(cancellationToken))
        {
            if (one.Data is not { } piece)
            {
                yield break;
            }

            yield return OpenAiAnswers.ToUpdate(piece);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The connections are whose they were given from.
    }

    private static async Task<ChatResponse> ReadWholeAsync(PipelineResponse response, CancellationToken cancellationToken) =>
        OpenAiAnswers.ToResponse(
            await JsonSerializer.DeserializeAsync(response.ContentStream!, OpenAiJson.Default.OpenAiCompletion, cancellationToken)
            ?? throw new JsonException("The answer is null."));

    private static OpenAiCompletion Parse(ReadOnlySpan<byte> data) =>
        JsonSerializer.Deserialize(data, OpenAiJson.Default.OpenAiCompletion) ?? throw new JsonException("A piece is null.");

    private Task<PipelineResponse> AskAsync(ChatMessage[] messages, ChatOptions? options, bool stream, CancellationToken cancellationToken)
    {
        var possible = Concessions.OtherLimitName
            | (options?.ResponseFormat is ChatResponseFormatJson ? Concessions.NoSchema : Concessions.None)
            | (options?.Temperature is not null ? Concessions.NoTemperature : Concessions.None)
            | (stream ? Concessions.NoStreamUsage : Concessions.None);
        return _dialect.AskAsync(possible, async made =>
        {
            var request = OpenAiRequests.Create(_settings, messages, options, stream, made);
            using var content = BinaryContent.Create(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(request, OpenAiJson.Default.OpenAiRequest)));
            var result = await _client.CompleteChatAsync(content, new RequestOptions { CancellationToken = cancellationToken, BufferResponse = false });
            return result.GetRawResponse();
        });
    }
}
