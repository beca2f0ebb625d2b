using System.Runtime.CompilerServices;
using Anthropic;
using Microsoft.Extensions.AI;

namespace ResearchBot.Models.Chat;

/// <summary>Chat over Anthropic's official client, which sends no temperature.</summary>
internal sealed class AnthropicChat(ChatModelOptions settings, HttpClient http) : DelegatingChatClient(Create(settings, http))
{
    private readonly Dialect _dialect = new();

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        _dialect.AskAsync(Possible(options), made => InnerClient.GetResponseAsync(messages, Without(options, made), cancellationToken));

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (updates, isAny) = await _dialect.AskAsync(Possible(options), made => StartAsync(messages, Without(options, made), cancellationToken));
        await using (updates)
        {
            for (; isAny; isAny = await updates.MoveNextAsync())
            {
                yield return updates.Current;
            }
        }
    }

    private static IChatClient Create(ChatModelOptions settings, HttpClient http) => new AnthropicClient
    {
        HttpClient = http,
        BaseUrl = settings.Address.AbsoluteUri.TrimEnd('/'),
        ApiKey = settings.ApiKey.Length == 0 ? "none" : settings.ApiKey, // else it looks for one in the environment
        MaxRetries = 0,
        Timeout = TimeSpan.FromSeconds(settings.DeadlineSeconds * 2), // ours ends it before
        OpenTelemetry = false,
    }.AsIChatClient(settings.Model, settings.LongestOutputTokens);

    private static Concessions Possible(ChatOptions? options) =>
        options?.ResponseFormat is ChatResponseFormatJson ? Concessions.NoSchema : Concessions.None;

    private static ChatOptions? Without(ChatOptions? options, Concessions made)
    {
        if (options is null || !made.HasFlag(Concessions.NoSchema))
        {
            return options;
        }

        var fewer = options.Clone();
        fewer.ResponseFormat = null;
        return fewer;
    }

    /// <summary>A refusal comes with the first update.</summary>
    private async Task<(IAsyncEnumerator<ChatResponseUpdate> Updates, bool IsAny)> StartAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            return (updates, await updates.MoveNextAsync());
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }
    }
}
