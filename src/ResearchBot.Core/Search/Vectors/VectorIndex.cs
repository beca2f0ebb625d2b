using System.Numerics;
using System.Numerics.Tensors;

namespace ResearchBot.Core.Search.Vectors;

/// <summary>Rows of one dimension, searched by dot product: the rows themselves, and two shorter forms of them that a search reads first.
/// Immutable.</summary>
public sealed class VectorIndex
{
    /// <summary>Above so many rows bits are scanned, at the price of a few hits in a thousand.</summary>
    public const int MostRowsForBytes = 200_000;

    private const int MostDimensions = 4_096;
    private const float Tolerance = 0.02f;

    private readonly ReadOnlyMemory<float> _rows;

    private VectorIndex(int dimensions, ReadOnlyMemory<float> rows)
    {
        (Dimensions, Count, _rows) = (dimensions, rows.Length / dimensions, rows);
        Bytes = ByteCodes.Of(rows.Span, dimensions);
        Bits = BitCodes.Of(rows.Span, dimensions);
    }

    /// <summary>Length of a row.</summary>
    public int Dimensions { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>Bytes held, the rows included.</summary>
    public long Memory => ((long)_rows.Length * sizeof(float)) + Bytes.Memory + Bits.Memory;

    internal ByteCodes Bytes { get; }

    internal BitCodes Bits { get; }

    /// <summary>What to scan when all indexes of a search have so many rows together.</summary>
    public static VectorMode ModeFor(int totalRows) => totalRows <= MostRowsForBytes ? VectorMode.Bytes : VectorMode.Bits;

    /// <summary>Whether rows may be of this length: a multiple of 8 up to 4,096.</summary>
    public static bool Takes(int dimensions) => dimensions is >= 8 and <= MostDimensions && dimensions % 8 == 0;

    /// <summary>Builds an index that keeps the block it is given; nobody may write to it afterwards.</summary>
    /// <param name="dimensions">Length of a row, a multiple of 8 up to 4,096.</param>
    /// <param name="rows">Row after row, each of unit length, or all zeros, which scores 0 with every query.</param>
    /// <exception cref="ArgumentException">A row is of another length, or not a number; or the block is no whole number of rows.</exception>
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
            if (length != 0 && !(Math.Abs(length - 1) <= Tolerance))
            {
                throw new ArgumentException($"Row {start / dimensions} is not of unit length: its square is {length}.", nameof(rows));
            }
        }

        return new VectorIndex(dimensions, rows);
    }

    /// <summary>One row.</summary>
    public ReadOnlyMemory<float> Row(int row) => _rows.Slice(row * Dimensions, Dimensions);

    /// <summary>The exact dot product of one row.</summary>
    public float Score(ReadOnlySpan<float> query, int row) => TensorPrimitives.Dot(query, _rows.Span.Slice(row * Dimensions, Dimensions));

    /// <summary>Fills <paramref name="hits"/> with the best rows of this index, best first, equal ones by row; says how many there are.</summary>
    /// <param name="query">Of the same dimension.</param>
    /// <param name="mode">What to scan.</param>
    /// <param name="allowed">A bit for each row that may be found; empty for all.</param>
    /// <param name="hits">As many as are wanted.</param>
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
/// <param name="DocumentId">The document.</param>
/// <param name="Version">The version that the chunks belong to.</param>
/// <param name="Model">What made them; vectors of different models never meet.</param>
/// <param name="Chunks">Positions of the chunks in the version, ascending.</param>
/// <param name="Rows">One row of unit length for each of them, one after the other.</param>
public sealed record ChunkVectors(string DocumentId, int Version, string Model, IReadOnlyList<int> Chunks, ReadOnlyMemory<float> Rows)
{
    /// <summary>Length of a row.</summary>
    public int Dimensions => Chunks.Count == 0 ? 0 : Rows.Length / Chunks.Count;
}

/// <summary>A question as a vector.</summary>
/// <param name="Model">What made it; only vectors of the same model are compared with it.</param>
/// <param name="Values">Of unit length.</param>
/// <param name="Share">What meaning counts of a chunk's score at most, 0 to 1; words count the rest.</param>
public sealed record QueryVector(string Model, ReadOnlyMemory<float> Values, float Share);

/// <summary>What a search reads of every row. Whatever it is, the scores of the hits are exact dot products.</summary>
public enum VectorMode
{
    /// <summary>The row itself. Nothing is missed.</summary>
    Exact,

    /// <summary>A byte for each dimension, a quarter of the row.</summary>
    Bytes,

    /// <summary>A bit for each dimension, then the bytes of the rows that are nearest by bits.</summary>
    Bits,
}
