using Microsoft.Extensions.Options;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Models;

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
