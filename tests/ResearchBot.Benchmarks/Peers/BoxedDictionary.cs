using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace ResearchBot.Benchmarks;

/// <summary>
/// A scan as Semantic Kernel's in-memory store does it: boxed records by key in a dictionary, the vector read from each as an
/// object, cosine with both norms, everything in LINQ, the best taken of what is sorted.
/// </summary>
internal sealed class BoxedDictionary
{
    private readonly ConcurrentDictionary<object, object> _records = new();
    private readonly Func<object, object?> _vectorOf = record => ((Entry)record).Vector;

    public BoxedDictionary(ReadOnlySpan<float> rows)
    {
        for (var row = 0; row < rows.Length / VectorRows.Width; row++)
        {
            _records[$"chunk-{row}"] = new Wrapper(new Entry($"chunk-{row}", rows.Slice(row * VectorRows.Width, VectorRows.Width).ToArray()));
        }
    }

    public List<string> Find(ReadOnlyMemory<float> query, int top) =>
        [.. _records.Values.Cast<Wrapper>()
            .Select<Wrapper, (Entry Record, float Score)?>(wrapper =>
                _vectorOf(wrapper.Record) is ReadOnlyMemory<float> vector
                    ? (wrapper.Record, TensorPrimitives.CosineSimilarity(query.Span, vector.Span))
                    : null)
            .Where(found => found.HasValue).Select(found => found!.Value)
            .OrderByDescending(found => found.Score).Skip(0).Take(top).Select(found => found.Record.Key)];

    private sealed record Wrapper(Entry Record);

    private sealed record Entry(string Key, ReadOnlyMemory<float> Vector);
}
