using System.Runtime.InteropServices;
using System.Security.Cryptography;
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
