using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;

namespace ResearchBot.Models;

/// <summary>snowflake-arctic-embed-xs (English) by ONNX Runtime: texts to vectors of <see cref="Dimensions"/> floats, all of length 1. Safe to use
/// from several threads; every call computes on the caller's own.</summary>
internal sealed class ArcticEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    public const int Dimensions = 384;

    /// <summary>The model's name; vectors of two models cannot be compared.</summary>
    public const string ModelName = "snowflake-arctic-embed-xs";

    /// <summary>What the model wants before a question, and not before a passage.</summary>
    public const string QuestionPrefix = "Represent this sentence for searching relevant passages: ";

    private static readonly string[] Inputs = ["input_ids", "attention_mask", "token_type_ids"];
    private static readonly string[] Outputs = ["last_hidden_state"];

    private readonly EmbeddingGeneratorMetadata _metadata = new("researchbot", defaultModelId: ModelName, defaultModelDimensions: Dimensions);
    private readonly ArcticTokenizer _tokenizer;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <exception cref="OnnxRuntimeException">The file is no model.</exception>
    /// <exception cref="TypeInitializationException">ONNX Runtime has no native part here.</exception>
    public ArcticEncoder(string model, string vocabulary)
    {
        using var reader = File.OpenText(vocabulary);
        _tokenizer = new ArcticTokenizer(reader);
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            EnableCpuMemArena = false, // it keeps what the longest text took
            EnableMemoryPattern = false, // for texts of one length only
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _session = new InferenceSession(model, options);
    }

    public long[] Tokenize(string text) => _tokenizer.Tokenize(text);

    /// <summary>The vector of a text. A text without a word has one, too, which means nothing.</summary>
    public float[] Encode(string text)
    {
        var pieces = _tokenizer.Tokenize(text);
        var mask = new long[pieces.Length];
        Array.Fill(mask, 1);
        long[] shape = [1, pieces.Length];
        using var ids = OrtValue.CreateTensorValueFromMemory(pieces, shape);
        using var present = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var types = OrtValue.CreateTensorValueFromMemory(new long[pieces.Length], shape);
        using var results = _session.Run(_run, Inputs, [ids, present, types], Outputs);
        var vector = results[0].GetTensorDataAsSpan<float>()[..Dimensions].ToArray(); // the first piece's row stands for the text
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }

    /// <summary>Computes before it returns: the task is finished, failed or cancelled. Options are not looked at.</summary>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var vectors = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var text in values)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return Task.FromCanceled<GeneratedEmbeddings<Embedding<float>>>(cancellationToken);
            }

            vectors.Add(new Embedding<float>(Encode(text)) { ModelId = ModelName });
        }

        return Task.FromResult(vectors);
    }

    object? IEmbeddingGenerator.GetService(Type serviceType, object? serviceKey) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
