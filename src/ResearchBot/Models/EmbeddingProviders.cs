using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Search.Embedding;

namespace ResearchBot.Models;

/// <summary>Opens the built-in encoder; where that cannot be, says why and what to do.</summary>
internal delegate EmbeddingSetup OpenBuiltInEncoder();

/// <summary>Chooses by the settings what makes vectors.</summary>
internal sealed partial class EmbeddingProviders(IOptions<EmbeddingsOptions> options, OpenBuiltInEncoder builtIn, IServiceProvider services)
{
    public const string OpenAi = "openai";
    public const string None = "none";

    private const int BatchCharacters = 100_000;
    private const int Workers = 2;

    private readonly Lock _opening = new();
    private readonly Dictionary<string, EmbeddingModel?> _formers = [];
    private EmbeddingSetup? _opened;
    private EmbeddingSetup? _builtIn;

    public EmbeddingSetup Open()
    {
        lock (_opening)
        {
            return _opened ??= options.Value.Provider switch
            {
                OpenAi => new EmbeddingSetup(OpenEndpoint(options.Value)),
                None => new EmbeddingSetup(null, "Models:Embeddings:Provider is “none”. Leave it empty for the built-in encoder, or set it to “openai” for an endpoint."),
                _ => BuiltIn,
            } is var setup && setup.Model is { } model ? setup with { Model = Weighed(model) } : setup;
        }
    }

    /// <summary>See <see cref="OpenFormerModel"/>: the built-in encoder, or another model of the endpoint that is set up.</summary>
    public EmbeddingModel? OpenFormer(string id)
    {
        lock (_opening)
        {
            if (!_formers.TryGetValue(id, out var former))
            {
                var candidate = EndpointId().Match(id) is { Success: true } named ? TryOpenEndpoint(named) : BuiltIn.Model;
                _formers[id] = former = candidate?.Id == id ? Weighed(candidate) : null;
            }

            return former;
        }
    }

    /// <summary>Opened once, since it takes memory.</summary>
    private EmbeddingSetup BuiltIn => _builtIn ??= builtIn();

    private EmbeddingModel Weighed(EmbeddingModel model) => model with { Share = options.Value.SharePercent / 100f };

    private EmbeddingModel? TryOpenEndpoint(Match id) => options.Value.Provider != OpenAi ? null // nothing is sent to an endpoint that is not set up
        : OpenEndpoint(options.Value.With(id.Groups["model"].Value, int.TryParse(id.Groups["length"].Value, out var length) ? length : 0));

    private EmbeddingModel OpenEndpoint(EmbeddingsOptions settings)
    {
        var address = settings.Address;
        var name = $"{OpenAi} {settings.Model} at {address.Authority}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{address}\n{settings.Model}")))[..16];
        return new EmbeddingModel(
            name,
            hash,
            settings.Dimensions == 0 ? null : settings.Dimensions,
            new PrefixedQuestions(
                EndpointEmbeddings.Create(settings, name, services.GetRequiredService<IHttpClientFactory>().CreateClient(ModelServices.EmbeddingsHttp)), settings.QueryPrefix),
            _ => true,
            new EmbeddingLimits(settings.BatchChunks, BatchCharacters, Workers));
    }

    // See EmbeddingModel.Id.
    [GeneratedRegex(@"^openai (?<model>.+) at \S+ [0-9a-f]{16}/(?<length>[0-9]{1,4}|own)/[0-9]+$")]
    private static partial Regex EndpointId();
}
