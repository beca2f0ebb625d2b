using ResearchBot.Encoder;
using ResearchBot.Encoder.Numerics;

namespace ResearchBot.Tests.Encoder;

/// <summary>The encoder with the weights that the build fetched; skips the test where there are none.</summary>
internal static class LoadedEncoder
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "encoder");

    private static readonly Lazy<SentenceEncoder> Widest = new(() => SentenceEncoder.Load(Folder));
    private static readonly Lazy<SentenceEncoder> AnyMachine = new(() => SentenceEncoder.Load(Folder, new PortableKernel()));

    public static SentenceEncoder Get(bool portable = false)
    {
        SkipWithoutWeights();
        return (portable ? AnyMachine : Widest).Value;
    }

    public static void SkipWithoutWeights() =>
        Assert.SkipUnless(File.Exists(Path.Combine(Folder, "model.json")), "The encoder's weights were not fetched at the build (npm or a registry is missing).");
}
