using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Embeddings;

namespace ResearchBot.Models;

/// <summary>Opens the built-in encoder; where that cannot be, says why and what to do.</summary>
internal delegate EmbeddingSetup OpenBuiltInEncoder();

/// <summary>Chooses by the settings what makes vectors.</summary>
internal sealed class EmbeddingProviders(IOptions<EmbeddingsOptions> options, OpenBuiltInEncoder builtIn, TimeProvider time)
{
    public const string OpenAi = "openai";
    public const string None = "none";

    private const int BatchCharacters = 100_000;
    private const int Workers = 2;

    private readonly Lock _opening = new();
    private EmbeddingSetup? _opened;

    /// <summary>See <see cref="OpenEmbeddings"/>.</summary>
    public EmbeddingSetup Open()
    {
        lock (_opening)
        {
            return _opened ??= options.Value.Provider switch
            {
                OpenAi => new EmbeddingSetup(OpenEndpoint(options.Value)),
                None => new EmbeddingSetup(null, "Models:Embeddings:Provider is “none”. Leave it empty for the built-in encoder, or set it to “openai” for an endpoint."),
                _ => builtIn(),
            } is var setup && setup.Model is { } model ? setup with { Model = model with { Share = options.Value.SharePercent / 100f } } : setup;
        }
    }

    private EmbeddingModel OpenEndpoint(EmbeddingsOptions settings)
    {
        var address = settings.Address;
        var name = $"{OpenAi} {settings.Model} at {address.Authority}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{address}\n{settings.Model}")))[..16];
        return new EmbeddingModel(
            name,
            hash,
            settings.Dimensions == 0 ? null : settings.Dimensions,
            new OpenAiEmbeddings(settings, name, time),
            _ => true,
            new EmbeddingLimits(settings.BatchChunks, BatchCharacters, Workers));
    }
}
