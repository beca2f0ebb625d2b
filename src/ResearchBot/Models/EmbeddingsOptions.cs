using System.ComponentModel;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Models;

/// <summary>What makes the vectors of semantic search (section <c>Models:Embeddings</c>).</summary>
[DisplayName("Models:Embeddings")]
public sealed class EmbeddingsOptions
{
    /// <summary><c>openai</c> for any endpoint that speaks OpenAI's protocol, <c>none</c> for no semantic search; empty for the built-in encoder.</summary>
    public string Provider { get; set; } = string.Empty;

    /// <summary>Base address of the endpoint, with its version (<c>…/v1</c>); empty for OpenAI's own.</summary>
    public string Endpoint { get; set; } = string.Empty;

    /// <summary>The model's name at the endpoint.</summary>
    public string Model { get; set; } = string.Empty;

    /// <summary>Never in appsettings.json, nor in a log or message.</summary>
    public string ApiKey { get; set; } = string.Empty;

    /// <summary>Asks the endpoint for vectors of this length; 0 for the model's own.</summary>
    public int Dimensions { get; set; }

    /// <summary>The most chunks of one request to the endpoint.</summary>
    public int BatchChunks { get; set; } = 64;

    /// <summary>A request to the endpoint that takes longer is given up and tried again.</summary>
    public int DeadlineSeconds { get; set; } = 30;

    /// <summary>Stands before each question that is sent to the endpoint, where its model wants one; never before a passage.</summary>
    public string QueryPrefix { get; set; } = string.Empty;

    /// <summary>What meaning counts in a search at most, in hundredths; words count the rest.</summary>
    public int SharePercent { get; set; } = 55;

    internal Uri Address => new(Endpoint.Length == 0 ? "https://api.openai.com/v1" : Endpoint);

    internal EmbeddingsOptions With(string model, int dimensions)
    {
        var other = (EmbeddingsOptions)MemberwiseClone();
        other.Model = model;
        other.Dimensions = dimensions;
        return other;
    }
}

/// <summary>Each message names its key; none shows the secret one.</summary>
internal sealed class EmbeddingsOptionsValidator : IValidateOptions<EmbeddingsOptions>
{
    private const int MostPrefix = 1_000;

    public ValidateOptionsResult Validate(string? name, EmbeddingsOptions options)
    {
        var failures = Failures(options).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(EmbeddingsOptions options)
    {
        if (options.Provider is not ("" or EmbeddingProviders.OpenAi or EmbeddingProviders.None))
        {
            yield return $"Provider must be {EmbeddingProviders.OpenAi}, {EmbeddingProviders.None}, or empty for the built-in encoder";
        }

        if (options.Provider == EmbeddingProviders.OpenAi && string.IsNullOrWhiteSpace(options.Model))
        {
            yield return "Model must name the endpoint's model, for example text-embedding-3-small";
        }

        if (options.Provider == EmbeddingProviders.OpenAi && options.Endpoint.Length == 0 && options.ApiKey.Length == 0)
        {
            yield return "ApiKey is missing: OpenAI's own endpoint needs one. Set Models__Embeddings__ApiKey, or name another Endpoint";
        }

        if (options.Endpoint.Length > 0 && !IsAddress(options.Endpoint))
        {
            yield return "Endpoint must be an address that begins with http:// or https://, without user, password, question mark or hash";
        }

        if (options.ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            yield return "ApiKey holds a space or another character that no key has";
        }

        if (options.Dimensions != 0 && !VectorIndex.Takes(options.Dimensions))
        {
            yield return "Dimensions must be 0, which means the model's own, or a multiple of 8 up to 4096";
        }

        if (options.QueryPrefix.Length > MostPrefix)
        {
            yield return $"QueryPrefix must have at most {MostPrefix} characters";
        }

        if (options.SharePercent is < 0 or > 100)
        {
            yield return "SharePercent must be from 0 to 100";
        }

        if (options.BatchChunks is < 1 or > 2048)
        {
            yield return "BatchChunks must be from 1 to 2048";
        }

        if (options.DeadlineSeconds is < 1 or > 600)
        {
            yield return "DeadlineSeconds must be from 1 to 600";
        }
    }

    internal static bool IsAddress(string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0, Host.Length: > 0 };
}
