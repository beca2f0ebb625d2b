using System.Globalization;
using Microsoft.Extensions.AI;
using Moq;

namespace ResearchBot.Tests.Search.Embedding;

/// <summary>A model for which two made words mean the same, although they share no letters. Two of different turns cannot be mixed.</summary>
internal sealed class OtherWordsModel : Mock<IEmbeddingGenerator<string, Embedding<float>>>
{
    public const int Pairs = 8;

    public OtherWordsModel(int turn) => Setup(one => one.GenerateAsync(It.IsAny<IEnumerable<string>>(), It.IsAny<EmbeddingGenerationOptions?>(), It.IsAny<CancellationToken>()))
        .ReturnsAsync((IEnumerable<string> values, EmbeddingGenerationOptions? _, CancellationToken _) => [.. values.Select(text => new Embedding<float>(Of(text, turn)))]);

    public int Calls => Invocations.Count(call => call.Method.Name == nameof(Object.GenerateAsync));

    public static string Passage(int pair) => $"Zandor{Letters(pair)} wummel.";

    public static string Question(int pair) => $"quibbet{Letters(pair + 16)}?";

    public static float[] Of(string text, int turn)
    {
        var vector = new float[Pairs];
        for (var pair = 0; pair < Pairs; pair++)
        {
            vector[(pair + turn) % Pairs] = text.Contains($"Zandor{Letters(pair)}", StringComparison.Ordinal) || text.Contains($"quibbet{Letters(pair + 16)}", StringComparison.Ordinal) ? 1 : 0.01f;
        }

        return vector;
    }

    private static string Letters(int pair) => string.Concat(Enumerable.Repeat(((char)('c' + pair)).ToString(CultureInfo.InvariantCulture), 4));
}
