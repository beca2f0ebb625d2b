using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search.Text.Languages;
using ResearchBot.Encoder;

namespace ResearchBot.Models;

/// <summary>The sentence encoder that comes with the program, whose weights the build puts beside it.</summary>
internal static class BuiltInEncoder
{
    private const string SwitchOn = "Install Node.js with npm and build again with a network, or name an endpoint in Models:Embeddings.";

    /// <summary>See <see cref="OpenBuiltInEncoder"/>.</summary>
    public static EmbeddingSetup Open() => Open(Path.Combine(AppContext.BaseDirectory, "encoder"));

    internal static EmbeddingSetup Open(string folder)
    {
        try
        {
            return new EmbeddingSetup(new EmbeddingModel(
                SentenceEncoder.ModelName,
                SentenceEncoder.ModelHash[..16],
                SentenceEncoder.Dimensions,
                SentenceEncoder.Load(folder),
                language => language is Language.English or Language.Unknown,
                EmbeddingLimits.Local) { ComparesSentences = true });
        }
        catch (EncoderWeightsException fault)
        {
            return fault.Fault == WeightsFault.Missing
                ? new EmbeddingSetup(null, $"Its weights are not beside the program. {SwitchOn}")
                : new EmbeddingSetup(null, fault.Message, IsFault: true);
        }
    }
}
