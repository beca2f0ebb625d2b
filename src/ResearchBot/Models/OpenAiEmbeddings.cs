using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Embeddings;
using Polly;
using EmbeddingGenerationOptions = Microsoft.Extensions.AI.EmbeddingGenerationOptions;

namespace ResearchBot.Models;

/// <summary>
/// Vectors from an endpoint that speaks OpenAI's protocol. Numbers are asked for as numbers, not as base64, which fewer servers know.
/// </summary>
internal sealed class OpenAiEmbeddings : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingsOptions _settings;
    private readonly EmbeddingClient _client;
    private readonly EndpointFaults _faults;
    private readonly ResiliencePipeline _attempts;

    public OpenAiEmbeddings(EmbeddingsOptions settings, string name, TimeProvider time)
    {
        _settings = settings;
        _faults = new EndpointFaults(name, settings, time);
        _attempts = EndpointAttempts.Create(_faults, TimeSpan.FromSeconds(settings.DeadlineSeconds), time);
        _client = new EmbeddingClient(
            settings.Model,
            new ApiKeyCredential(settings.ApiKey.Length == 0 ? "none" : settings.ApiKey), // servers without a key pass it over
            new OpenAIClientOptions
            {
                Endpoint = settings.Address,
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                NetworkTimeout = Timeout.InfiniteTimeSpan,
            });
    }

    /// <inheritdoc/>
    /// <exception cref="Core.Search.Embedding.EmbeddingFaultException">The endpoint gave no vectors, after all attempts.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values as IReadOnlyList<string> ?? [.. values];
        try
        {
            return await _attempts.ExecuteAsync(
                async (self, attempt) => await self.RequestAsync(texts, attempt), this, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw _faults.Explain(fault);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The client shares its connections with the process.
    }

    private async Task<GeneratedEmbeddings<Embedding<float>>> RequestAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var request = new EmbeddingRequest(_settings.Model, texts, "float", _settings.Dimensions == 0 ? null : _settings.Dimensions);
        using var content = BinaryContent.Create(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(request, EmbeddingJson.Default.EmbeddingRequest)));
        var result = await _client.GenerateEmbeddingsAsync(content, new RequestOptions { CancellationToken = cancellationToken });
        var data = JsonSerializer.Deserialize(result.GetRawResponse().Content.ToMemory().Span, EmbeddingJson.Default.EmbeddingResponse)?.Data;
        if (data is null || data.Any(one => one?.Embedding is null))
        {
            throw new JsonException("The answer has no data.");
        }

        // The protocol leaves the order open and names each vector's place.
        var ordered = data.OrderBy(one => one.Index).ToArray();
        if (ordered.Where((one, place) => one.Index != place).Any())
        {
            throw new JsonException("The answer's places are not those of the texts.");
        }

        return [.. ordered.Select(one => new Embedding<float>(one.Embedding))];
    }
}
