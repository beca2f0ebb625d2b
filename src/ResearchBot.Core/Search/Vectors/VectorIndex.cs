using System.Numerics;
using System.Numerics.Tensors;

namespace ResearchBot.Core.Search.Vectors;

/// <summary>Rows of one dimension, searched by dot product: the rows themselves and two shorter forms that a search reads first. Immutable.</summary>
public sealed class VectorIndex
{
    /// <summary>Above this number of rows bits are scanned, which misses a few hits in a thousand.</summary>
    public const int MostRowsForBytes = 200_000;

    private const int MostDimensions = 4_096;
    private const float Tolerance = 0.02f;
    private readonly ReadOnlyMemory<float> _rows;

    private static bool IsUnit(float square) => square == 0 || Math.Abs(square - 1) <= Tolerance;

    private VectorIndex(int dimensions, ReadOnlyMemory<float> rows)
    {
        (Dimensions, Count, _rows) = (dimensions, rows.Length / dimensions, rows);
        Bytes = ByteCodes.Of(rows.Span, dimensions);
        Bits = BitCodes.Of(rows.Span, dimensions);
    }

    public int Dimensions { get; }
    public int Count { get; }

    public long Memory => ((long)_rows.Length * sizeof(float)) + Bytes.Memory + Bits.Memory;

    internal ByteCodes Bytes { get; }
    internal BitCodes Bits { get; }

    /// <summary>What to scan if all indexes of a search have this many rows together.</summary>
    public static VectorMode ModeFor(int totalRows) => totalRows <= MostRowsForBytes ? VectorMode.Bytes : VectorMode.Bits;

    /// <summary>Whether rows may have this length: a multiple of 8 up to 4,096.</summary>
    public static bool Takes(int dimensions) => dimensions is >= 8 and <= MostDimensions && dimensions % 8 == 0;

    /// <summary>Whether every row of a block may be in an index: of unit length, or all zeros.</summary>
    public static bool AreUnitRows(int dimensions, ReadOnlySpan<float> rows)
    {
        for (var start = 0; start < rows.Length; start += dimensions)
        {
            if (!IsUnit(TensorPrimitives.SumOfSquares(rows.Slice(start, dimensions))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Builds an index over a block of rows, which must not change afterwards.</summary>
    /// <param name="rows">Contiguous rows, each of unit length or all zeros.</param>
    /// <exception cref="ArgumentException">A row has another length or contains NaN, or the block is not a whole number of rows.</exception>
    public static VectorIndex Build(int dimensions, ReadOnlyMemory<float> rows)
    {
        if (!Takes(dimensions))
        {
            throw new ArgumentException($"{dimensions} dimensions: it must be a multiple of 8 up to {MostDimensions}.", nameof(dimensions));
        }

        if (rows.Length % dimensions != 0)
        {
            throw new ArgumentException($"{rows.Length} values are no whole number of rows of {dimensions}.", nameof(rows));
        }

        for (var start = 0; start < rows.Length; start += dimensions)
        {
            var length = TensorPrimitives.SumOfSquares(rows.Span.Slice(start, dimensions));
            if (!IsUnit(length))
            {
                throw new ArgumentException($"Row {start / dimensions} is not of unit length: its square is {length}.", nameof(rows));
            }
        }

        return new VectorIndex(dimensions, rows);
    }

    public ReadOnlyMemory<float> Row(int row) => _rows.Slice(row * Dimensions, Dimensions);

    public float Score(ReadOnlySpan<float> query, int row) => TensorPrimitives.Dot(query, _rows.Span.Slice(row * Dimensions, Dimensions));

    /// <summary>Fills <paramref name="hits"/> with the best rows, best first, ties by row; returns how many there are.</summary>
    /// <exception cref="ArgumentException">As for <see cref="VectorHits"/>.</exception>
    public int Search(ReadOnlySpan<float> query, VectorMode mode, ReadOnlySpan<ulong> allowed, Span<VectorHit> hits)
    {
        using var found = VectorHits.For(query, mode, hits.Length);
        found.Add(this, allowed);
        var best = found.Best();
        best.CopyTo(hits);
        return best.Length;
    }

    /// <summary>Offers every allowed row by its exact score.</summary>
    internal void Scan(ReadOnlySpan<float> query, ReadOnlySpan<ulong> allowed, int segment, BestRows best)
    {
        var rows = _rows.Span;
        var ahead = MemoryAhead.Rows(Dimensions * sizeof(float));
        for (var start = 0; start < Count; start += 64)
        {
            for (var bits = AllowedRows.At(allowed, start, Count); bits != 0; bits &= bits - 1)
            {
                var row = start + BitOperations.TrailingZeroCount(bits);
                if (AllowedRows.Has(allowed, row + ahead, Count))
                {
                    MemoryAhead.Fetch(in rows[(row + ahead) * Dimensions], Dimensions * sizeof(float));
                }

                var score = TensorPrimitives.Dot(query, rows.Slice(row * Dimensions, Dimensions));
                if (score > best.Threshold)
                {
                    best.Add(new VectorHit(segment, row, score));
                }
            }
        }
    }
}

/// <summary>Vectors of some chunks of a document version.</summary>
/// <param name="Model">The model that made them; vectors of different models are never compared.</param>
/// <param name="Chunks">Ordinals of the chunks in the version, ascending.</param>
/// <param name="Rows">One unit vector per chunk, contiguous.</param>
public sealed record ChunkVectors(string DocumentId, int Version, string Model, IReadOnlyList<int> Chunks, ReadOnlyMemory<float> Rows)
{
    public int Dimensions => Chunks.Count == 0 ? 0 : Rows.Length / Chunks.Count;
}

/// <summary>The vector of a question.</summary>
/// <param name="Model">The model that made it.</param>
/// <param name="Values">Unit length.</param>
/// <param name="Share">The largest share of a chunk's score that meaning can take, 0 to 1.</param>
public sealed record QueryVector(string Model, ReadOnlyMemory<float> Values, float Share);

/// <summary>What a search reads of every row. The scores of the hits are exact dot products in every mode.</summary>
public enum VectorMode
{
    /// <summary>The row itself; misses nothing.</summary>
    Exact,

    /// <summary>One byte per dimension, a quarter of the row.</summary>
    Bytes,

    /// <summary>One bit per dimension, then the bytes of the nearest rows.</summary>
    Bits,
}
