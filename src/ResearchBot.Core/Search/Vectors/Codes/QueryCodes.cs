using System.Numerics.Tensors;

namespace ResearchBot.Core.Search.Vectors.Codes;

/// <summary>A query as 16-bit codes. The rows' bytes are widened to 16 bits anyway, so that the finer query costs nothing.</summary>
internal sealed class QueryCodes
{
    /// <summary>So that a dot product with bytes stays below 2^31, rounding included.</summary>
    private const float LargestSum = 16_900_000;

    private short[] _codes = [];

    public ReadOnlySpan<short> Codes => _codes;

    public void Set(ReadOnlySpan<float> query)
    {
        var width = ByteCodes.WidthOf(query.Length);
        if (_codes.Length != width)
        {
            _codes = new short[width];
        }

        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(query));
        var factor = largest == 0 ? 0 : Math.Min(short.MaxValue / largest, LargestSum / TensorPrimitives.SumOfMagnitudes(query));
        for (var i = 0; i < query.Length; i++)
        {
            _codes[i] = (short)MathF.Round(query[i] * factor);
        }
    }
}
