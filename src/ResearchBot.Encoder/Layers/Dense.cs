using ResearchBot.Encoder.Numerics;
using ResearchBot.Encoder.Weights;

namespace ResearchBot.Encoder.Layers;

/// <summary>A matrix and a bias.</summary>
internal sealed class Dense
{
    private readonly MatrixKernel _kernel;
    private readonly PackedMatrix _matrix;
    private readonly float[] _bias;

    public Dense(MatrixKernel kernel, ReadOnlySpan<float> matrix, ReadOnlySpan<float> bias)
    {
        _kernel = kernel;
        _bias = bias.ToArray();
        _matrix = new PackedMatrix(matrix, matrix.Length / bias.Length, bias.Length, kernel.PanelWidth);
    }

    /// <summary>A layer that the graph writes as a kernel and a bias under two names.</summary>
    public static Dense Read(MatrixKernel kernel, Tensors tensors, string matrix, string bias) => new(kernel, tensors[matrix], tensors[bias]);

    public int Outputs => _bias.Length;

    /// <summary>result = left x matrix + bias.</summary>
    public void Apply(Rows left, Rows result, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            _bias.CopyTo(result.Row(row, Outputs));
        }

        Accumulate(left, result, rows);
    }

    /// <summary>result = result + left x matrix + bias.</summary>
    public void Add(Rows left, Rows result, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var target = result.Row(row, Outputs);
            System.Numerics.Tensors.TensorPrimitives.Add(target, _bias, target);
        }

        Accumulate(left, result, rows);
    }

    private void Accumulate(Rows left, Rows result, int rows) => _kernel.Accumulate(
        ref left.First, left.Stride, ref _matrix.First, _matrix.Rows, Outputs, ref result.First, result.Stride, rows);
}
