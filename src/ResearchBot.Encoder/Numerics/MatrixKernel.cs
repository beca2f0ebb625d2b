using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ResearchBot.Encoder.Numerics;

/// <summary>
/// Adds a product of matrices to a matrix: six rows by one panel of columns at a time stay in registers, and a block
/// of the panel stays in the first cache while all rows pass over it.
/// </summary>
internal abstract class MatrixKernel
{
    /// <summary>Rows are multiplied in sixes: whoever owns a matrix leaves room for five rows behind its last.</summary>
    public const int TileRows = 6;

    private const int BlockBytes = 32 * 1024;

    /// <summary>The widest that this machine runs in hardware.</summary>
    public static MatrixKernel Best { get; } = Vector512.IsHardwareAccelerated ? new Vector512Kernel() : new PortableKernel();

    /// <summary>Columns that are computed together; the unit in which matrices are packed.</summary>
    public abstract int PanelWidth { get; }

    /// <summary>result += left x packed. `depth` is the number of packed rows; rows are rounded up to a multiple of six.</summary>
    public void Accumulate(
        ref float left, int leftStride, ref float packed, int depth, int columns, ref float result, int resultStride, int rows)
    {
        var block = BlockBytes / (PanelWidth * sizeof(float));
        for (var column = 0; column < columns; column += PanelWidth)
        {
            ref var panel = ref Unsafe.Add(ref packed, (nint)column * depth);
            for (var from = 0; from < depth; from += block)
            {
                var length = Math.Min(block, depth - from);
                for (var row = 0; row < rows; row += TileRows)
                {
                    AddTile(
                        ref Unsafe.Add(ref left, ((nint)row * leftStride) + from),
                        leftStride,
                        ref Unsafe.Add(ref panel, (nint)from * PanelWidth),
                        length,
                        ref Unsafe.Add(ref result, ((nint)row * resultStride) + column),
                        resultStride);
                }
            }
        }
    }

    protected abstract void AddTile(ref float left, int leftStride, ref float panel, int depth, ref float result, int resultStride);
}
