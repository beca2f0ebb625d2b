namespace ResearchBot.Encoder.Numerics;

/// <summary>
/// A weight matrix in the order in which the kernel reads it: panels of a few columns, within a panel row by row, so
/// that every load is the next cache line.
/// </summary>
internal sealed class PackedMatrix
{
    private readonly AlignedFloats _packed;

    /// <summary>Packs `rows` x `columns` values that stand row by row; the columns must divide into panels.</summary>
    public PackedMatrix(ReadOnlySpan<float> values, int rows, int columns, int panelWidth)
    {
        if (values.Length != rows * columns || columns % panelWidth != 0)
        {
            throw new ArgumentException($"{values.Length} values do not fill {rows} x {columns} in panels of {panelWidth}.", nameof(values));
        }

        Rows = rows;
        Columns = columns;
        _packed = new AlignedFloats(values.Length);
        var target = _packed.Span;
        for (var column = 0; column < columns; column += panelWidth)
        {
            for (var row = 0; row < rows; row++)
            {
                values.Slice((row * columns) + column, panelWidth).CopyTo(target[(((column * rows) + (row * panelWidth)))..]);
            }
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public ref float First => ref _packed[0];
}
