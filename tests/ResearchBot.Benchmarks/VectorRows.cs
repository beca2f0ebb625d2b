using System.Numerics.Tensors;

namespace ResearchBot.Benchmarks;

/// <summary>Made rows of unit length, and questions of the same kind.</summary>
internal static class VectorRows
{
    public const int Width = 384;
    private const int RowsInCluster = 1_000;

    /// <summary>Around centres, 1,000 rows each; a row lies halfway (cosine .71) between its centre and noise of its own.</summary>
    public static (float[] Rows, float[][] Questions) Clustered(int rows, int questions)
    {
        var random = new Random(7);
        var centres = Enumerable.Range(0, Math.Max(1, rows / RowsInCluster)).Select(_ => Drawn(random)).ToArray();
        return Made(rows, questions, () => centres[random.Next(centres.Length)], random);
    }

    /// <summary>In all directions alike, the hardest case there is.</summary>
    public static (float[] Rows, float[][] Questions) Uniform(int rows, int questions)
    {
        var nowhere = new float[Width];
        return Made(rows, questions, () => nowhere, new Random(8));
    }

    private static (float[] Rows, float[][] Questions) Made(int rows, int questions, Func<float[]> centre, Random random)
    {
        var all = GC.AllocateUninitializedArray<float>(rows * Width);
        for (var row = 0; row < rows; row++)
        {
            Make(centre(), random, all.AsSpan(row * Width, Width));
        }

        var asked = new float[questions][];
        for (var i = 0; i < questions; i++)
        {
            Make(centre(), random, asked[i] = new float[Width]);
        }

        return (all, asked);
    }

    private static void Make(ReadOnlySpan<float> centre, Random random, Span<float> row)
    {
        TensorPrimitives.Add(centre, Drawn(random), row);
        TensorPrimitives.Divide(row, TensorPrimitives.Norm(row), row);
    }

    private static float[] Drawn(Random random)
    {
        var drawn = new float[Width];
        foreach (ref var value in drawn.AsSpan())
        {
            // A sum of four even draws is near enough to a normal one.
            value = random.NextSingle() + random.NextSingle() + random.NextSingle() + random.NextSingle() - 2;
        }

        TensorPrimitives.Divide(drawn, TensorPrimitives.Norm(drawn), drawn);
        return drawn;
    }
}
