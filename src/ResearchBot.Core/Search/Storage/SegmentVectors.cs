using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Search.Storage;

/// <summary>The vectors of a segment's chunks that have one. Immutable.</summary>
internal sealed class SegmentVectors
{
    private const int None = -1;
    private readonly int[] _chunks;
    private readonly int[] _rows;

    private SegmentVectors(string model, VectorIndex index, int[] chunks, int[] rows)
    {
        Model = model;
        Index = index;
        _chunks = chunks;
        _rows = rows;
    }

    public string Model { get; }
    public VectorIndex Index { get; }

    public int ChunkAt(int row) => _chunks[row];

    public int RowOf(int chunk) => _rows[chunk];

    /// <summary>The vectors that the merged segments had for the new one's documents.</summary>
    public static SegmentVectors? Carry(IReadOnlyList<SegmentView> from, IndexSegment to)
    {
        if (from.All(view => view.Vectors is null))
        {
            return null;
        }

        var versions = to.Documents.OfType<DocumentVersion>().Select(version => (version.Document.Id, version.Document.Version)).ToHashSet();
        return Build(to, known: null, from.SelectMany(view => Export(view, versions)).ToLookup(vectors => (vectors.DocumentId, vectors.Version)));
    }

    /// <summary>Adds newer vectors to those that a segment has.</summary>
    /// <param name="more">All of one model, by document and version; those of other documents are ignored.</param>
    public static SegmentVectors? Build(IndexSegment segment, SegmentVectors? known, ILookup<(string Id, int Version), ChunkVectors> more)
    {
        if (more.Count == 0)
        {
            return known;
        }

        var model = more.First().First().Model;
        var sources = new ReadOnlyMemory<float>[segment.ChunkCount];
        for (var row = 0; known?.Model == model && row < known._chunks.Length; row++)
        {
            sources[known._chunks[row]] = known.Index.Row(row);
        }

        for (var position = 0; position < segment.Documents.Count; position++)
        {
            if (segment.Documents[position] is { } version)
            {
                Place(more[(version.Document.Id, version.Document.Version)], segment.FirstChunkOf(position), segment.ChunkCountOf(position), sources);
            }
        }

        return Join(model, sources);
    }

    /// <summary>A bit for each row whose chunk is not among these.</summary>
    public ulong[] RowsOutside(DeadChunks dead)
    {
        var rows = new ulong[(_chunks.Length + 63) / 64];
        for (var row = 0; row < _chunks.Length; row++)
        {
            rows[row >> 6] |= dead.Contains(_chunks[row]) ? 0 : 1UL << (row & 63);
        }

        return rows;
    }

    private static IEnumerable<ChunkVectors> Export(SegmentView view, HashSet<(string Id, int Version)> versions)
    {
        if (view.Vectors is not { } vectors)
        {
            yield break;
        }

        for (var position = 0; position < view.Segment.Documents.Count; position++)
        {
            if (view.Segment.Documents[position] is { } version && versions.Contains((version.Document.Id, version.Document.Version)))
            {
                var first = view.Segment.FirstChunkOf(position);
                var chunks = Enumerable.Range(0, view.Segment.ChunkCountOf(position)).Where(chunk => vectors.RowOf(first + chunk) != None).ToArray();
                foreach (var chunk in chunks)
                {
                    yield return new ChunkVectors(
                        version.Document.Id, version.Document.Version, vectors.Model, [chunk], vectors.Index.Row(vectors.RowOf(first + chunk)));
                }
            }
        }
    }

    private static void Place(IEnumerable<ChunkVectors> found, int firstChunk, int chunkCount, ReadOnlyMemory<float>[] sources)
    {
        foreach (var vectors in found)
        {
            for (var i = 0; i < vectors.Chunks.Count; i++)
            {
                if (vectors.Chunks[i] < chunkCount)
                {
                    sources[firstChunk + vectors.Chunks[i]] = vectors.Rows.Slice(i * vectors.Dimensions, vectors.Dimensions);
                }
            }
        }
    }

    private static SegmentVectors? Join(string model, ReadOnlyMemory<float>[] sources)
    {
        var chunks = Enumerable.Range(0, sources.Length).Where(chunk => !sources[chunk].IsEmpty).ToArray();
        if (chunks.Length == 0)
        {
            return null;
        }

        var dimensions = sources[chunks[0]].Length;
        var values = new float[chunks.Length * dimensions];
        var rows = new int[sources.Length];
        Array.Fill(rows, None);
        for (var row = 0; row < chunks.Length; row++)
        {
            sources[chunks[row]].Span.CopyTo(values.AsSpan(row * dimensions));
            rows[chunks[row]] = row;
        }

        return new SegmentVectors(model, VectorIndex.Build(dimensions, values), chunks, rows);
    }
}
