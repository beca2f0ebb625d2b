using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FastBertTokenizer;
using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Text;

namespace ResearchBot.Models;

/// <summary>Opens the sentence encoder that comes with the program, from the files that the build puts beside it.</summary>
internal static class BuiltInEncoder
{
    // Compared at each start: there is no way to a vector from another model under this one's name.
    private const string ModelHash = "bb7a819edd719cad17ae30fea485f28d1134f00943f4203d3183cd435a8a28e2";
    private const string VocabularyHash = "b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f";

    private const string Instead = "Search is by words; to switch meaning on, name an endpoint in Models:Embeddings.";

    // A batch is done in a quarter of a second or so, which is what a question may have to wait.
    private static readonly EmbeddingLimits Limits = EmbeddingLimits.Local with { Texts = 8 };

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "encoder");

    public static EmbeddingSetup Open() => Open(Folder);

    internal static EmbeddingSetup Open(string folder)
    {
        var model = Path.Combine(folder, "model.onnx");
        var vocabulary = Path.Combine(folder, "vocab.txt");
        if ((Damage(model, ModelHash) ?? Damage(vocabulary, VocabularyHash)) is { } damage)
        {
            return new EmbeddingSetup(null, $"{damage} Build the program again.", IsFault: true);
        }

        try
        {
            return new EmbeddingSetup(new EmbeddingModel(
                ArcticEncoder.ModelName,
                ModelHash[..16],
                ArcticEncoder.Dimensions,
                new PrefixedQuestions(new ArcticEncoder(model, vocabulary), ArcticEncoder.QuestionPrefix),
                language => language is Language.English or Language.Unknown,
                Limits) { ComparesSentences = true });
        }
        catch (Exception fault) when (fault is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return new EmbeddingSetup(
                null,
                "ONNX Runtime, which computes the vectors, cannot be used here: the program was built for another platform than this "
                + $"({RuntimeInformation.RuntimeIdentifier}), or there is no part of it for this one (Macs with Intel, Linux without glibc 2.28). {Instead}");
        }
        catch (OnnxRuntimeException fault)
        {
            return new EmbeddingSetup(null, $"ONNX Runtime does not take the encoder's model: {fault.Message} {Instead}", IsFault: true);
        }
    }

    /// <summary>What is wrong with a file; null if it is the one that the build makes.</summary>
    private static string? Damage(string path, string hash)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 20);
            return Convert.ToHexStringLower(SHA256.HashData(file)) == hash ? null : $"The encoder's file {path} is damaged.";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"The encoder's file {path} cannot be read.";
        }
    }
}

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

/// <summary>Cuts a text into the word pieces of the model, at most <see cref="MostTokens"/> with the two that stand around them. Any UTF-16 is taken.
/// Safe to use from several threads.</summary>
internal sealed class ArcticTokenizer
{
    public const int MostTokens = 512;

    // No text of more characters has fewer pieces, unless it is mostly spaces or words that the model does not know.
    private const int MostCharacters = 8 * MostTokens;

    // The model knows letters without accents. The runtime takes accents off with ICU only, which not every machine has: base letters
    // from U+00C0 and from U+1E00 on, a dot where there is none.
    private const string Latin =
        "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.yaaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk"
        + ".llllll....nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz.";

    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuu"
        + "uuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";

    private readonly BertTokenizer _pieces = new();

    /// <param name="vocabulary">A piece on each line.</param>
    public ArcticTokenizer(TextReader vocabulary) => _pieces.LoadVocabulary(vocabulary, convertInputToLowercase: true);

    public long[] Tokenize(string text)
    {
        Span<long> pieces = stackalloc long[MostTokens];
        Span<long> unused = stackalloc long[MostTokens];
        var count = _pieces.Encode(Fold(text), pieces, unused);
        return pieces[..count].ToArray();
    }

    /// <summary>Accents off; half pairs, which are no text, replaced.</summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(Math.Min(text.Length, MostCharacters));
        for (var i = 0; i < text.Length && i < MostCharacters; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                folded.Append(c).Append(text[++i]);
            }
            else if (char.IsSurrogate(c))
            {
                folded.Append('\uFFFD');
            }
            else if (c is < '\u0300' or > '\u036F')
            {
                folded.Append(WithoutAccent(c));
            }
        }

        return folded.ToString();
    }

    private static char WithoutAccent(char c) => c switch
    {
        >= '\u00C0' and <= '\u017F' when Latin[c - '\u00C0'] is not '.' and var letter => letter,
        >= '\u1E00' and <= '\u1EF9' when LatinAdditional[c - '\u1E00'] is not '.' and var letter => letter,
        _ => c,
    };
}
