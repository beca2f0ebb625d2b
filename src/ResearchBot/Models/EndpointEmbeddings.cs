using System.ClientModel.Primitives;
using System.ClientModel;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Embeddings;
using OpenAI;
using Polly.Retry;
using Polly.Timeout;
using Polly;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Search.Embedding;
using EmbeddingGenerationOptions = Microsoft.Extensions.AI.EmbeddingGenerationOptions;

namespace ResearchBot.Models;

/// <summary>Vectors from an endpoint that speaks OpenAI's protocol. No exception of its client goes further: a server may repeat the key in its
/// answer.</summary>
/// <exception cref="EmbeddingFaultException">The endpoint gave no vectors, after all attempts.</exception>
internal sealed class EndpointEmbeddings(IEmbeddingGenerator<string, Embedding<float>> inner, string name, EmbeddingsOptions settings)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private const int Retries = 4;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>A longer pause than this is not waited for within one call.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public static IEmbeddingGenerator<string, Embedding<float>> Create(EmbeddingsOptions settings, string name, HttpClient http) =>
        new EmbeddingClient(
            settings.Model,
            new ApiKeyCredential(settings.ApiKey.Length == 0 ? "none" : settings.ApiKey), // servers without a key pass it over
            new OpenAIClientOptions
            {
                Endpoint = settings.Address,
                Transport = new HttpClientPipelineTransport(http),
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                NetworkTimeout = Timeout.InfiniteTimeSpan,
            })
            .AsIEmbeddingGenerator(settings.Dimensions == 0 ? null : settings.Dimensions)
            .AsBuilder()
            .UseOpenTelemetry(sourceName: BotTelemetry.Name, configure: telemetry => telemetry.EnableSensitiveData = false)
            .Use((client, _) => new EndpointEmbeddings(client, name, settings))
            .Build();

    /// <summary>Each attempt has its deadline; between two stands what the endpoint asked for, else a random time that grows.</summary>
    public static void AddAttempts(ResiliencePipelineBuilder<HttpResponseMessage> attempts, TimeSpan deadline, TimeProvider time)
    {
        attempts.TimeProvider = time;
        attempts
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                ShouldHandle = attempt => ValueTask.FromResult(MayPass(attempt.Outcome.Exception)),
                DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as EndpointFault)?.RetryAfter),
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = deadline });
    }

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GenerateAsync(values, options, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception fault)
        {
            throw Explain(fault);
        }
    }

    private static bool MayPass(Exception? fault) => fault switch
    {
        EndpointFault { Status: 429, RetryAfter: { } asked } => asked <= LongestWait,
        EndpointFault refused => refused.MayPass,
        TimeoutRejectedException or HttpRequestException or IOException or JsonException => true,
        _ => false,
    };

    private EmbeddingFaultException Explain(Exception fault) => new(
        fault switch
        {
            TimeoutRejectedException => $"{name} has not answered within {settings.DeadlineSeconds} s. Check the endpoint, lower Models:Embeddings:BatchChunks, or raise Models:Embeddings:DeadlineSeconds.",
            EndpointFault { Status: { } status } refused => $"{name} {Meaning(status)}{(ChatFaults.Words(refused.Words, settings.ApiKey) is { } words ? $" It says: {words}" : string.Empty)}",
            JsonException => $"{name} answered with something that is no list of vectors. Check that Models:Embeddings:Endpoint is the base address of an OpenAI-compatible service.",
            _ => $"{name} cannot be reached, or breaks off. Check Models:Embeddings:Endpoint and the network.",
        },
        (fault as EndpointFault)?.RetryAfter);

    private static string Meaning(int status) => status switch
    {
        401 or 403 => $"refuses the key ({status}). Check Models:Embeddings:ApiKey.",
        404 => $"knows no such model or address ({status}). Check Models:Embeddings:Endpoint and Models:Embeddings:Model.",
        429 => $"is asked more than it allows ({status}). It is tried again later; the limit or the balance of the account may be used up.",
        >= 500 => $"has a fault of its own ({status}). It is tried again later.",
        _ => $"refuses the request ({status}). Check Models:Embeddings:Model, Models:Embeddings:Dimensions and Models:Embeddings:BatchChunks.",
    };
}

/// <summary>Serves servers that the typed client refuses: numbers are asked for as numbers, not as base64, which fewer servers know, and vectors may
/// come in any order.</summary>
internal sealed class OpenAiEmbeddingsHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await AnswerStream.ReadRequestAsync(request, cancellationToken);
        body["encoding_format"] = "float";
        request.Content = AnswerStream.ToContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        var response = await base.SendAsync(request, cancellationToken);
        await using var answer = await response.Content.ReadAsStreamAsync(cancellationToken);
        var vectors = (await JsonSerializer.DeserializeAsync(answer, OpenAiJson.Default.OpenAiVectors, cancellationToken))?.Data;
        if (vectors is null || vectors.Any(one => one?.Embedding is not { ValueKind: JsonValueKind.Array }))
        {
            throw new JsonException("The answer has no data.");
        }

        // The protocol leaves the order open and names each vector's place.
        var ordered = vectors.OrderBy(one => one!.Index).ToArray();
        if (ordered.Where((one, place) => one!.Index != place).Any())
        {
            throw new JsonException("The answer's places are not those of the texts.");
        }

        var mended = new OpenAiVectors("list", [.. ordered.Select((one, place) => new OpenAiVector("embedding", place, ToBase64(one!.Embedding!.Value)))], body["model"]!.GetValue<string>(), new OpenAiUsage(0, 0, 0));
        response.Content = AnswerStream.ToContent(JsonSerializer.SerializeToUtf8Bytes(mended, OpenAiJson.Default.OpenAiVectors));
        return response;
    }

    private static JsonElement ToBase64(JsonElement numbers)
    {
        var vector = numbers.Deserialize(OpenAiJson.Default.SingleArray);
        return JsonSerializer.SerializeToElement(Convert.ToBase64String(MemoryMarshal.AsBytes<float>(vector)), OpenAiJson.Default.String);
    }
}

internal sealed record OpenAiVectors(string? Object, IReadOnlyList<OpenAiVector?>? Data, string? Model, OpenAiUsage? Usage);

internal sealed record OpenAiVector(string? Object, int Index, JsonElement? Embedding);
