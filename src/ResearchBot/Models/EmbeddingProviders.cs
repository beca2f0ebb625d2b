using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using ResearchBot.Configuration;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search.Vectors;

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

/// <summary>Puts a model's prefix before questions; passages go as they are.</summary>
internal sealed class PrefixedQuestions(IEmbeddingGenerator<string, Embedding<float>> inner, string prefix)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        EmbeddedQuestion.IsIn(options)
            ? base.GenerateAsync(values.Select(text => prefix + text), options: null, cancellationToken)
            : base.GenerateAsync(values, options, cancellationToken);
}

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
    public ValidateOptionsResult Validate(string? name, EmbeddingsOptions options) => SettingsCheck.Apply(
    [
        (options.Provider is not ("" or EmbeddingProviders.OpenAi or EmbeddingProviders.None),
            $"Provider must be {EmbeddingProviders.OpenAi}, {EmbeddingProviders.None}, or empty for the built-in encoder"),
        (options.Provider == EmbeddingProviders.OpenAi && string.IsNullOrWhiteSpace(options.Model),
            "Model must name the endpoint's model, for example text-embedding-3-small"),
        (options.Provider == EmbeddingProviders.OpenAi && options.Endpoint.Length == 0 && options.ApiKey.Length == 0,
            "ApiKey is missing: OpenAI's own endpoint needs one. Set Models__Embeddings__ApiKey, or name another Endpoint"),
        SettingsCheck.Address(nameof(options.Endpoint), options.Endpoint),
        SettingsCheck.ApiKey(options.ApiKey),
        (options.Dimensions != 0 && !VectorIndex.Takes(options.Dimensions),
            "Dimensions must be 0, which means the model's own, or a multiple of 8 up to 4096"),
        (options.QueryPrefix.Length > 1_000, "QueryPrefix must have at most 1000 characters"),
        (options.SharePercent is < 0 or > 100, "SharePercent must be from 0 to 100"),
        (options.BatchChunks is < 1 or > 2048, "BatchChunks must be from 1 to 2048"),
        (options.DeadlineSeconds is < 1 or > 600, "DeadlineSeconds must be from 1 to 600"),
    ]);
}
