using System.Numerics.Tensors;

namespace ResearchBot.Benchmarks;

/// <summary>The measure: one query against contiguous f32 rows, bound by the speed of memory.</summary>
internal sealed class VectorScan
{
    public const int Width = 384;
    private const int Top = 10;

    private readonly float[] _rows;

    public VectorScan(int rows)
    {
        var random = new Random(4);
        _rows = GC.AllocateUninitializedArray<float>(rows * Width);
        foreach (ref var value in _rows.AsSpan())
        {
            value = random.NextSingle() - 0.5f;
        }
    }

    public IReadOnlyCollection<int> Find(int query)
    {
        var asked = _rows.AsSpan(query * Width, Width);
        var best = new PriorityQueue<int, float>(Top + 1);
        var least = float.MinValue;
        for (var row = 0; row < _rows.Length / Width; row++)
        {
            var score = TensorPrimitives.Dot(asked, _rows.AsSpan(row * Width, Width));
            if (score <= least)
            {
                continue;
            }

            best.Enqueue(row, score);
            if (best.Count > Top)
            {
                best.Dequeue();
                best.TryPeek(out _, out least);
            }
        }

        return [.. best.UnorderedItems.Select(item => item.Element)];
    }
}
