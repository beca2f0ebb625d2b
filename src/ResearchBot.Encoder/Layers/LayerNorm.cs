using System.Numerics.Tensors;

namespace ResearchBot.Encoder.Layers;

/// <summary>Brings a row to mean 0 and variance 1, then scales and shifts each column.</summary>
internal sealed class LayerNorm(ReadOnlySpan<float> scale, ReadOnlySpan<float> bias)
{
    private const float Epsilon = 1e-6f;
    private readonly float[] _scale = scale.ToArray();
    private readonly float[] _bias = bias.ToArray();

    public void Apply(ReadOnlySpan<float> row, Span<float> result)
    {
        TensorPrimitives.Subtract(row, TensorPrimitives.Sum(row) / row.Length, result);
        var variance = TensorPrimitives.SumOfSquares<float>(result) / row.Length;
        TensorPrimitives.Multiply(result, 1 / MathF.Sqrt(variance + Epsilon), result);
        TensorPrimitives.MultiplyAdd(result, _scale, _bias, result);
    }
}
