using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace ResearchBot.Benchmarks;

/// <summary>A scan as the in-memory stores of well-known frameworks do it: boxed records in a dictionary, cosine with both norms, all sorted.</summary>
internal sealed class BoxedDictionary
{
    private readonly ConcurrentDictionary<object, object> _records = new();

    public BoxedDictionary(ReadOnlySpan<float> rows)
    {
        for (var row = 0; row < rows.Length / VectorRows.Width; row++)
        {
            _records[row] = new Entry(row, rows.Slice(row * VectorRows.Width, VectorRows.Width).ToArray());
        }
    }

    public List<int> Find(float[] query, int top) =>
        [.. _records.Values.Cast<Entry>()
            .Select(entry => (entry.Key, Score: TensorPrimitives.CosineSimilarity(query, entry.Vector.Span)))
            .OrderByDescending(found => found.Score).Skip(0).Take(top).Select(found => found.Key)];

    private readonly record struct Entry(int Key, ReadOnlyMemory<float> Vector);
}
