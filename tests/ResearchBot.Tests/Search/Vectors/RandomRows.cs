using System.Numerics.Tensors;

namespace ResearchBot.Tests.Search.Vectors;

/// <summary>Rows of unit length.</summary>
internal static class RandomRows
{
    public static float[] Uniform(int dimensions, int rows, Random random)
    {
        var all = new float[dimensions * rows];
        for (var row = 0; row < rows; row++)
        {
            Fill(all.AsSpan(row * dimensions, dimensions), random);
        }

        return all;
    }

    /// <summary>Halfway between one of some centres and noise of their own.</summary>
    public static float[] Clustered(int dimensions, int rows, int centres, Random random)
    {
        var centre = Uniform(dimensions, centres, new Random(1));
        var all = Uniform(dimensions, rows, random);
        for (var row = 0; row < rows; row++)
        {
            var values = all.AsSpan(row * dimensions, dimensions);
            TensorPrimitives.Add(values, centre.AsSpan(random.Next(centres) * dimensions, dimensions), values);
            TensorPrimitives.Divide(values, TensorPrimitives.Norm(values), values);
        }

        return all;
    }

    private static void Fill(Span<float> row, Random random)
    {
        foreach (ref var value in row)
        {
            value = random.NextSingle() + random.NextSingle() + random.NextSingle() + random.NextSingle() - 2;
        }

        TensorPrimitives.Divide(row, TensorPrimitives.Norm(row), row);
    }
}
