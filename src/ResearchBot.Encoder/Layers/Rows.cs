using ResearchBot.Encoder.Numerics;

namespace ResearchBot.Encoder.Layers;

/// <summary>A matrix of activations, row by row, with room behind its last row for the kernel's last tile.</summary>
internal sealed class Rows(int capacity, int stride)
{
    private readonly AlignedFloats _values = new((capacity + MatrixKernel.TileRows) * stride);

    public int Stride => stride;

    public ref float First => ref _values[0];

    public ref float At(int row, int column) => ref _values[(row * stride) + column];

    public Span<float> Row(int row, int length) => _values.Span.Slice(row * stride, length);

    public Span<float> Row(int row, int column, int length) => _values.Span.Slice((row * stride) + column, length);
}
