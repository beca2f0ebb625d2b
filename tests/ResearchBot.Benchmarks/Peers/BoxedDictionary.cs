using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Reflection;

namespace ResearchBot.Benchmarks;

/// <summary>
/// A scan as Semantic Kernel's in-memory store does it: boxed records by key in a concurrent dictionary, in a boxed wrapper each;
/// the vector read from each by reflection as an object; the measure chosen by its name; cosine with both norms; everything in
/// LINQ, the best taken of what is sorted. Each record has its text, as one in use has.
/// </summary>
internal sealed class BoxedDictionary
{
    private const string Cosine = "CosineSimilarity";
    private const int TextLength = 800;

    private readonly ConcurrentDictionary<object, object> _records = new();
    private readonly PropertyInfo _vector = typeof(Entry).GetProperty(nameof(Entry.Vector))!;

    public BoxedDictionary(ReadOnlySpan<float> rows)
    {
        for (var row = 0; row < rows.Length / VectorRows.Width; row++)
        {
            var entry = new Entry($"chunk-{row}", new string('x', TextLength), rows.Slice(row * VectorRows.Width, VectorRows.Width).ToArray());
            _records[entry.Key] = new Wrapper(entry);
        }
    }

    public List<string> Find(ReadOnlyMemory<float> query, int top) =>
        [.. _records.Values.Cast<Wrapper>()
            .Select<Wrapper, (Entry Record, float Score)?>(wrapper => _vector.GetValue(wrapper.Record) switch
            {
                ReadOnlyMemory<float> vector => (wrapper.Record, Compare(query.Span, vector.Span, Cosine)),
                float[] vector => (wrapper.Record, Compare(query.Span, vector, Cosine)),
                _ => null,
            })
            .Where(found => found.HasValue).Select(found => found!.Value)
            .OrderByDescending(found => found.Score).Skip(0).Take(top).Select(found => found.Record.Key)];

    private static float Compare(ReadOnlySpan<float> one, ReadOnlySpan<float> other, string measure) => measure switch
    {
        Cosine => TensorPrimitives.CosineSimilarity(one, other),
        "DotProductSimilarity" => TensorPrimitives.Dot(one, other),
        _ => throw new NotSupportedException(measure),
    };

    private readonly struct Wrapper(Entry record)
    {
        public Entry Record { get; } = record;

        public Dictionary<string, ReadOnlyMemory<float>> Made { get; } = [];
    }

    private sealed record Entry(string Key, string Text, ReadOnlyMemory<float> Vector);
}
