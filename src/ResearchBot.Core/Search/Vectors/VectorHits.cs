using System.Numerics.Tensors;

namespace ResearchBot.Core.Search.Vectors;

/// <summary>One search over several indexes in turn. The query is prepared once, each index skips what is worse than the best so far, and only the best of
/// all are scored exactly. Does not allocate after a thread's first search. Not thread-safe; one search per thread at a time.</summary>
public sealed class VectorHits : IDisposable
{
    private const int FewestRescored = 30;
    private const int RescoredPerHit = 3;

    /// <summary>The nearest rows by bits are scored by bytes: this many rows read as much memory as 400 in full precision.</summary>
    private const int FewestNearest = 1_600;

    private const int NearestPerHit = 40;

    [ThreadStatic]
    private static VectorHits? _spare;

    private readonly List<VectorIndex> _indexes = [];
    private readonly BestRows _best = new();
    private readonly NearestRows _nearest = new();
    private readonly QueryCodes _codes = new();
    private float[] _query = [];
    private VectorMode _mode;
    private int _wanted;

    private VectorHits()
    {
    }

    /// <summary>The inner loop in use; the widest that the processor supports.</summary>
    internal VectorWidth Width { get; set; }

    private static VectorWidth Widest =>
        Kernel512.IsSupported ? VectorWidth.Bits512 : Kernel256.IsSupported ? VectorWidth.Bits256 : VectorWidth.Portable;

    /// <summary>Begins a search, which ends with its disposal.</summary>
    /// <exception cref="ArgumentException">The query contains NaN or infinity. All zeros are allowed and score 0 with every row.</exception>
    public static VectorHits For(ReadOnlySpan<float> query, VectorMode mode, int wanted)
    {
        if (!float.IsFinite(TensorPrimitives.SumOfSquares(query)))
        {
            throw new ArgumentException("The query holds what is not a finite number.", nameof(query));
        }

        var hits = _spare ?? new VectorHits();
        _spare = null;
        hits.Begin(query, mode, wanted);
        return hits;
    }

    /// <summary>Searches an index. Its hits carry the number of indexes added before as their segment.</summary>
    /// <param name="index">Of the query's dimension.</param>
    /// <param name="allowed">A bit for each row that may be found; empty for all.</param>
    /// <exception cref="ArgumentException">The dimension differs, or the bitmap is too short.</exception>
    public void Add(VectorIndex index, ReadOnlySpan<ulong> allowed)
    {
        if (index.Dimensions != _query.Length)
        {
            throw new ArgumentException($"A query of {_query.Length} dimensions cannot search {index.Dimensions}.", nameof(index));
        }

        if (!allowed.IsEmpty && allowed.Length < (index.Count + 63) / 64)
        {
            throw new ArgumentException($"{allowed.Length} words cannot stand for {index.Count} rows.", nameof(allowed));
        }

        switch (Width)
        {
            case VectorWidth.Bits512:
                Scan<Kernel512>(index, allowed);
                break;
            case VectorWidth.Bits256:
                Scan<Kernel256>(index, allowed);
                break;
            default:
                Scan<KernelPortable>(index, allowed);
                break;
        }

        _indexes.Add(index);
    }

    /// <summary>The best hits over all indexes, best first, ties by segment and row. Ends the search; valid until disposal.</summary>
    public ReadOnlySpan<VectorHit> Best()
    {
        var found = _best.Rows;
        foreach (ref var hit in found)
        {
            hit = hit with { Score = _indexes[hit.Segment].Score(_query, hit.Row) };
        }

        found.Sort(static (left, right) => left.IsWorseThan(right) ? 1 : right.IsWorseThan(left) ? -1 : 0);
        return found[..Math.Min(_wanted, found.Length)];
    }

    public void Dispose()
    {
        _indexes.Clear();
        _spare = this;
    }

    private void Begin(ReadOnlySpan<float> query, VectorMode mode, int wanted)
    {
        if (_query.Length != query.Length)
        {
            _query = new float[query.Length];
        }

        query.CopyTo(_query);
        _codes.Set(query);
        _best.Reset(mode == VectorMode.Exact || wanted == 0 ? wanted : Math.Max(FewestRescored, RescoredPerHit * wanted));
        (_mode, _wanted, Width) = (mode, wanted, Widest);
    }

    private void Scan<TKernel>(VectorIndex index, ReadOnlySpan<ulong> allowed)
        where TKernel : struct, IVectorKernel
    {
        var nearest = Math.Max(FewestNearest, NearestPerHit * _wanted);
        if (_mode == VectorMode.Exact)
        {
            index.Scan(_query, allowed, _indexes.Count, _best);
        }
        else if (_mode == VectorMode.Bytes || index.Count <= nearest)
        {
            index.Bytes.Scan<TKernel>(_codes.Codes, allowed, _indexes.Count, _best);
        }
        else
        {
            _nearest.Reset(nearest, index.Dimensions);
            index.Bits.Scan<TKernel>(_query, allowed, index.Count, _nearest);
            index.Bytes.Scan<TKernel>(_codes.Codes, _nearest.Rows(), _indexes.Count, _best);
        }
    }
}

/// <summary>A row that was found: the position of its index in the search, from 0, the row there, and its exact dot product with the query.</summary>
public readonly record struct VectorHit(int Segment, int Row, float Score)
{
    /// <summary>Whether this ranks below the other: lower score, or the same and further back.</summary>
    internal bool IsWorseThan(in VectorHit other) =>
        Score != other.Score ? Score < other.Score
        : Segment != other.Segment ? Segment > other.Segment
        : Row > other.Row;
}

/// <summary>The best rows so far, as a heap with the worst at the root.</summary>
internal sealed class BestRows
{
    private VectorHit[] _heap = [];
    private int _capacity;

    public int Count { get; private set; }

    /// <summary>A row must score more than this; rows come in order, so ties lose.</summary>
    public float Threshold { get; private set; }

    /// <summary>The kept rows, unordered.</summary>
    public Span<VectorHit> Rows => _heap.AsSpan(0, Count);

    public void Reset(int capacity)
    {
        if (_heap.Length < capacity)
        {
            _heap = new VectorHit[capacity];
        }

        _capacity = capacity;
        Count = 0;
        Threshold = capacity == 0 ? float.PositiveInfinity : float.NegativeInfinity;
    }

    /// <summary>Takes a row whose score is above the threshold.</summary>
    public void Add(in VectorHit hit)
    {
        if (Count < _capacity)
        {
            Rise(Count++, hit);
        }
        else
        {
            Sink(hit);
        }

        if (Count == _capacity)
        {
            Threshold = _heap[0].Score;
        }
    }

    private void Rise(int place, in VectorHit hit)
    {
        for (; place > 0 && hit.IsWorseThan(_heap[(place - 1) / 2]); place = (place - 1) / 2)
        {
            _heap[place] = _heap[(place - 1) / 2];
        }

        _heap[place] = hit;
    }

    private void Sink(in VectorHit hit)
    {
        var place = 0;
        for (var child = 1; child < Count; child = (place * 2) + 1)
        {
            if (child + 1 < Count && _heap[child + 1].IsWorseThan(_heap[child]))
            {
                child++;
            }

            if (!_heap[child].IsWorseThan(hit))
            {
                break;
            }

            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = hit;
    }
}

/// <summary>Reads a bitmap over rows; an empty bitmap means every row.</summary>
internal static class AllowedRows
{
    /// <summary>The bits of the 64 rows from <paramref name="start"/> on, without those past the end.</summary>
    public static ulong At(ReadOnlySpan<ulong> allowed, int start, int count)
    {
        var bits = allowed.IsEmpty ? ulong.MaxValue : allowed[start >> 6];
        return count - start < 64 ? bits & ((1UL << (count - start)) - 1) : bits;
    }

    /// <summary>Whether there is such a row and it is allowed.</summary>
    public static bool Has(ReadOnlySpan<ulong> allowed, int row, int count) =>
        row < count && (allowed.IsEmpty || (allowed[row >> 6] >> row & 1) != 0);
}
