using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using Polly.Timeout;
using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Text;

namespace ResearchBot.Models;

/// <summary>Says what an endpoint's faults mean. No exception of the client goes further: a server may repeat the key in its answer.</summary>
internal sealed class EndpointFaults(string name, EmbeddingsOptions settings, TimeProvider time)
{
    private const int MostWords = 200;

    /// <summary>A longer pause than this is not waited for within one call.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Whether the same request may succeed in a moment.</summary>
    public bool MayPass(Exception? fault) => fault switch
    {
        ClientResultException { Status: 429 } => RetryAfter(fault) is not { } asked || asked <= LongestWait,
        ClientResultException { Status: 0 or 408 or >= 500 } => true,
        TimeoutRejectedException or HttpRequestException or IOException or JsonException => true,
        _ => false,
    };

    /// <summary>How long the endpoint asks not to be called; null where it does not say.</summary>
    public TimeSpan? RetryAfter(Exception? fault)
    {
        if ((fault as ClientResultException)?.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var written) != true || written is null)
        {
            return null;
        }

        TimeSpan? asked = int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date - time.GetUtcNow()
            : null;
        return asked > TimeSpan.Zero ? asked : null;
    }

    /// <summary>What to tell a person.</summary>
    public EmbeddingFaultException Explain(Exception fault) => new(
        fault switch
        {
            EmbeddingFaultException => fault.Message,
            TimeoutRejectedException => $"{name} has not answered within {settings.DeadlineSeconds} s. Check the endpoint, lower Models:Embeddings:BatchChunks, or raise Models:Embeddings:DeadlineSeconds.",
            ClientResultException { Status: > 0 } refused => $"{name} {Meaning(refused.Status)}{Words(refused)}",
            JsonException => $"{name} answered with something that is no list of vectors. Check that Models:Embeddings:Endpoint is the base address of an OpenAI-compatible service.",
            _ => $"{name} cannot be reached, or breaks off. Check Models:Embeddings:Endpoint and the network.",
        },
        RetryAfter(fault));

    private static string Meaning(int status) => status switch
    {
        401 or 403 => $"refuses the key ({status}). Check Models:Embeddings:ApiKey.",
        404 => $"knows no such model or address ({status}). Check Models:Embeddings:Endpoint and Models:Embeddings:Model.",
        429 => $"is asked more than it allows ({status}). It is tried again later; the limit or the balance of the account may be used up.",
        >= 500 => $"has a fault of its own ({status}). It is tried again later.",
        _ => $"refuses the request ({status}). Check Models:Embeddings:Model, Models:Embeddings:Dimensions and Models:Embeddings:BatchChunks.",
    };

    private string Words(ClientResultException refused)
    {
        var body = refused.GetRawResponse()?.Content.ToString() ?? string.Empty;
        if (settings.ApiKey.Length > 0)
        {
            body = body.Replace(settings.ApiKey, "…", StringComparison.Ordinal);
        }

        body = OutgoingText.CleanLine(body);
        return body.Length == 0 ? string.Empty : $" It says: {body[..Math.Min(body.Length, MostWords)]}";
    }
}
