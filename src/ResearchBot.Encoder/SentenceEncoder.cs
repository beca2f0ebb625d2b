using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using ResearchBot.Encoder.Layers;
using ResearchBot.Encoder.Numerics;
using ResearchBot.Encoder.Weights;

namespace ResearchBot.Encoder;

/// <summary>
/// Universal Sentence Encoder lite (English) in managed code: texts to vectors of <see cref="Dimensions"/> floats, all
/// of length 1, so that a dot product is the cosine. Only a text's first <see cref="MostPieces"/> pieces, about 95
/// words, count. Safe to use from several threads; every call computes on the caller's own.
/// </summary>
public sealed class SentenceEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>The number of floats in a vector.</summary>
    public const int Dimensions = 512;

    /// <summary>The number of pieces of a text that count.</summary>
    public const int MostPieces = 128;

    /// <summary>The model's name; vectors of two models cannot be compared.</summary>
    public const string ModelName = "universal-sentence-encoder-lite";

    private readonly SentenceModel _model;
    private readonly ConcurrentBag<Workspace> _workspaces = [];
    private readonly EmbeddingGeneratorMetadata _metadata = new("researchbot", defaultModelId: ModelName, defaultModelDimensions: Dimensions);

    private SentenceEncoder(SentenceModel model) => _model = model;

    /// <summary>The SHA-256 over the weights' own hashes, in hex: vectors with the same one come from the same weights.</summary>
    public static string ModelHash => WeightFiles.HashOfAll;

    /// <summary>Reads the weights, checks them and lays them out (about 0.2 s of processor time; 30 MB stay).</summary>
    /// <exception cref="EncoderWeightsException">A file is missing, or is not the published one.</exception>
    public static SentenceEncoder Load(string folder) => Load(folder, MatrixKernel.Best);

    internal static SentenceEncoder Load(string folder, MatrixKernel kernel) => new(new SentenceModel(folder, kernel));

    /// <summary>Fills <paramref name="vector"/>, <see cref="Dimensions"/> long. An empty text has a vector, too, which means nothing.</summary>
    public void Encode(ReadOnlySpan<char> text, Span<float> vector)
    {
        var space = Rent();
        space.Read(text);
        space.TryAdd();
        _model.Run(space);
        space.Output.Row(0, Dimensions).CopyTo(vector);
        _workspaces.Add(space);
    }

    /// <summary>
    /// Fills <paramref name="vectors"/> with one vector behind the other. Several short texts go through the layers
    /// together, at most 192 pieces at a time; between these runs it can be cancelled.
    /// </summary>
    public void Encode(IReadOnlyList<string> texts, Span<float> vectors, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vectors.Length, texts.Count * Dimensions);
        var space = Rent();
        var done = 0;
        foreach (var text in texts)
        {
            space.Read(text);
            if (!space.TryAdd())
            {
                cancellationToken.ThrowIfCancellationRequested();
                done += Run(space, vectors[(done * Dimensions)..]);
                space.TryAdd();
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        Run(space, vectors[(done * Dimensions)..]);
        _workspaces.Add(space);
    }

    /// <summary>The text's pieces as numbers in the vocabulary, all of them.</summary>
    public IReadOnlyList<int> Tokenize(ReadOnlySpan<char> text)
    {
        var tokens = new List<int>();
        _model.CreateTokenizer().Tokenize(text, tokens);
        return tokens;
    }

    /// <summary>Computes before it returns: the task is finished, failed or cancelled. Options are not looked at.</summary>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values as IReadOnlyList<string> ?? [.. values];
        var vectors = new float[texts.Count * Dimensions];
        try
        {
            Encode(texts, vectors, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Task.FromCanceled<GeneratedEmbeddings<Embedding<float>>>(cancellationToken);
        }

        return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(Enumerable.Range(0, texts.Count)
            .Select(i => new Embedding<float>(vectors.AsMemory(i * Dimensions, Dimensions)) { ModelId = ModelName })));
    }

    object? IEmbeddingGenerator.GetService(Type serviceType, object? serviceKey) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }

    private int Run(Workspace space, Span<float> vectors)
    {
        _model.Run(space);
        var texts = space.Texts;
        for (var text = 0; text < texts; text++)
        {
            space.Output.Row(text, Dimensions).CopyTo(vectors[(text * Dimensions)..]);
        }

        space.Clear();
        return texts;
    }

    private Workspace Rent()
    {
        if (!_workspaces.TryTake(out var space))
        {
            return _model.CreateWorkspace();
        }

        space.Clear();
        return space;
    }
}
