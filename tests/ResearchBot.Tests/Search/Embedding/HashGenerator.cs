using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using Moq;

namespace ResearchBot.Tests.Search.Embedding;

/// <summary>Vectors that follow from the text alone, and a record of what was asked.</summary>
internal sealed class HashGenerator : Mock<IEmbeddingGenerator<string, Embedding<float>>>
{
    public const int Dimensions = 8;

    private int _calls;

    public HashGenerator() => Setup(one => one.GenerateAsync(It.IsAny<IEnumerable<string>>(), It.IsAny<EmbeddingGenerationOptions?>(), It.IsAny<CancellationToken>()))
        .Returns<IEnumerable<string>, EmbeddingGenerationOptions?, CancellationToken>((values, _, cancellationToken) => GenerateAsync([.. values], cancellationToken));

    public ConcurrentQueue<string> Texts { get; } = [];

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Runs at the beginning of each call, with its number from 1 on.</summary>
    public Func<int, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Changes what is answered.</summary>
    public Func<int, IReadOnlyList<float[]>, IReadOnlyList<float[]>> Answer { get; set; } = (_, vectors) => vectors;

    /// <summary>A vector for each text, not of unit length.</summary>
    public static float[] Of(string text) =>
        [.. SHA256.HashData(Encoding.UTF8.GetBytes(text)).Take(Dimensions).Select(one => one - 127.5f)];

    /// <summary>The same of unit length.</summary>
    public static float[] UnitOf(string text)
    {
        var vector = Of(text);
        var length = Math.Sqrt(vector.Sum(one => (double)one * one));
        return [.. vector.Select(one => (float)(one / length))];
    }

    private async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(string[] texts, CancellationToken cancellationToken)
    {
        var call = Interlocked.Increment(ref _calls);
        await Before(call, cancellationToken);
        Array.ForEach(texts, Texts.Enqueue);
        return [.. Answer(call, [.. texts.Select(Of)]).Select(vector => new Embedding<float>(vector))];
    }
}
