using System.Numerics.Tensors;
using ResearchBot.Encoder.Numerics;

namespace ResearchBot.Encoder.Layers;

/// <summary>
/// Attention of a text's pieces to each other, with four heads. A row holds a piece's query, key and value one behind
/// the other; the query comes scaled.
/// </summary>
internal sealed class Attention(MatrixKernel kernel, int width)
{
    public const int Heads = 4;

    private readonly int _headWidth = width / Heads;

    /// <summary>Fills rows <paramref name="start"/> and on of `attended`; it may spoil up to five rows behind the text's last.</summary>
    public void Apply(Rows queriesKeysValues, Rows attended, int start, int count, AttentionSpace space)
    {
        for (var head = 0; head < Heads; head++)
        {
            var column = head * _headWidth;
            var columns = PackKeys(queriesKeysValues, start, count, width + column, space);
            PackValues(queriesKeysValues, start, count, (2 * width) + column, space);
            for (var row = 0; row < count; row++)
            {
                space.Scores.Row(row, columns).Clear();
                attended.Row(start + row, column, _headWidth).Clear();
            }

            kernel.Accumulate(
                ref queriesKeysValues.At(start, column), queriesKeysValues.Stride, ref space.Keys[0], _headWidth, columns,
                ref space.Scores.First, space.Scores.Stride, count);
            for (var row = 0; row < count; row++)
            {
                SoftMax(space.Scores.Row(row, count));
            }

            kernel.Accumulate(
                ref space.Scores.First, space.Scores.Stride, ref space.Values[0], count, _headWidth,
                ref attended.At(start, column), attended.Stride, count);
        }
    }

    private static void SoftMax(Span<float> scores)
    {
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
        TensorPrimitives.Exp(scores, scores);
        TensorPrimitives.Multiply(scores, 1 / TensorPrimitives.Sum<float>(scores), scores);
    }

    /// <summary>Lays the keys down as the columns of a packed matrix; returns the number of columns, filled up with zeros.</summary>
    private int PackKeys(Rows source, int start, int count, int column, AttentionSpace space)
    {
        var panel = space.PanelWidth;
        var columns = (count + panel - 1) / panel * panel;
        var target = space.Keys.Span;
        for (var key = 0; key < columns; key++)
        {
            var at = (key / panel * panel * _headWidth) + (key % panel);
            if (key >= count)
            {
                for (var i = 0; i < _headWidth; i++)
                {
                    target[at + (i * panel)] = 0;
                }

                continue;
            }

            var values = source.Row(start + key, column, _headWidth);
            for (var i = 0; i < values.Length; i++)
            {
                target[at + (i * panel)] = values[i];
            }
        }

        return columns;
    }

    private void PackValues(Rows source, int start, int count, int column, AttentionSpace space)
    {
        var panel = space.PanelWidth;
        for (var from = 0; from < _headWidth; from += panel)
        {
            for (var row = 0; row < count; row++)
            {
                source.Row(start + row, column + from, panel).CopyTo(space.Values.Span[((from * count) + (row * panel))..]);
            }
        }
    }
}
