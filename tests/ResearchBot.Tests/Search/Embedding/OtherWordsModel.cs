using System.Globalization;
using Microsoft.Extensions.AI;

namespace ResearchBot.Tests.Search.Embedding;

/// <summary>A model for which two made words mean the same, although they share no letters. Two of different turns cannot be mixed.</summary>
internal sealed class OtherWordsModel(int turn) : IEmbeddingGenerator<string, Embedding<float>>
{
    public const int Pairs = 8;

    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

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

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _calls);
        return Task.FromResult<GeneratedEmbeddings<Embedding<float>>>([.. values.Select(text => new Embedding<float>(Of(text, turn)))]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static string Letters(int pair) => string.Concat(Enumerable.Repeat(((char)('c' + pair)).ToString(CultureInfo.InvariantCulture), 4));
}
