using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ResearchBot.Core.Search.Vectors;

/// <summary>Rows as one byte per dimension, in steps of 1/127 of the row's largest magnitude.</summary>
internal sealed class ByteCodes
{
    /// <summary>The kernels' step; rows are padded with zeros.</summary>
    private const int Step = 32;

    private const int Largest = 127;
    private readonly sbyte[] _codes;
    private readonly float[] _scales;
    private readonly int _width;

    private ByteCodes(sbyte[] codes, float[] scales, int width) => (_codes, _scales, _width) = (codes, scales, width);

    public long Memory => _codes.LongLength + (_scales.LongLength * sizeof(float));

    /// <summary>The length of a row's codes, padding included.</summary>
    public static int WidthOf(int dimensions) => (dimensions + Step - 1) / Step * Step;

    public static ByteCodes Of(ReadOnlySpan<float> rows, int dimensions)
    {
        var width = WidthOf(dimensions);
        var scales = new float[rows.Length / dimensions];
        var codes = new sbyte[(long)scales.Length * width];
        for (var row = 0; row < scales.Length; row++)
        {
            var values = rows.Slice(row * dimensions, dimensions);
            var largest = LargestMagnitude(values);
            scales[row] = largest / Largest;
            Fill(values, largest == 0 ? 0 : Largest / largest, codes.AsSpan(row * width, dimensions));
        }

        return new ByteCodes(codes, scales, width);
    }

    /// <summary>The row as its codes represent it.</summary>
    public void Decode(int row, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _codes[(row * _width) + i] * _scales[row];
        }
    }

    /// <summary>Offers every allowed row.</summary>
    public void Scan<TKernel>(ReadOnlySpan<short> query, ReadOnlySpan<ulong> allowed, int segment, BestRows best)
        where TKernel : struct, IVectorKernel
    {
        var ahead = MemoryAhead.Rows(_width);
        for (var start = 0; start < _scales.Length; start += 64)
        {
            for (var bits = AllowedRows.At(allowed, start, _scales.Length); bits != 0; bits &= bits - 1)
            {
                var row = start + BitOperations.TrailingZeroCount(bits);
                if (AllowedRows.Has(allowed, row + ahead, _scales.Length))
                {
                    MemoryAhead.Fetch(in At(row + ahead), _width);
                }

                Offer<TKernel>(query, row, segment, best);
            }
        }
    }

    public void Scan<TKernel>(ReadOnlySpan<short> query, ReadOnlySpan<int> rows, int segment, BestRows best)
        where TKernel : struct, IVectorKernel
    {
        var ahead = MemoryAhead.Rows(_width);
        for (var i = 0; i < rows.Length; i++)
        {
            if (i + ahead < rows.Length)
            {
                MemoryAhead.Fetch(in At(rows[i + ahead]), _width);
            }

            Offer<TKernel>(query, rows[i], segment, best);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Offer<TKernel>(ReadOnlySpan<short> query, int row, int segment, BestRows best)
        where TKernel : struct, IVectorKernel
    {
        var score = TKernel.Dot(in At(row), in MemoryMarshal.GetReference(query), _width) * _scales[row];
        if (score > best.Threshold)
        {
            best.Add(new VectorHit(segment, row, score));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref readonly sbyte At(int row) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_codes), (nint)row * _width);

    /// <summary>Eight at a time; halves are rounded to even at every width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(ReadOnlySpan<float> values, float factor, Span<sbyte> codes)
    {
        for (var i = 0; i < values.Length; i += Vector256<float>.Count)
        {
            var steps = Vector256.ConvertToInt32Native(Vector256.Round(Vector256.Create(values[i..]) * factor));
            var words = Vector128.NarrowWithSaturation(steps.GetLower(), steps.GetUpper());
            Vector128.NarrowWithSaturation(words, words).GetLower().CopyTo(codes[i..]);
        }
    }

    /// <summary>Ignores NaN, which an index rejects: twice as fast as the library's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float LargestMagnitude(ReadOnlySpan<float> values)
    {
        var largest = Vector256<float>.Zero;
        for (var i = 0; i < values.Length; i += Vector256<float>.Count)
        {
            largest = Vector256.MaxNative(largest, Vector256.Abs(Vector256.Create(values[i..])));
        }

        var four = Vector128.MaxNative(largest.GetLower(), largest.GetUpper());
        return MathF.Max(MathF.Max(four[0], four[1]), MathF.Max(four[2], four[3]));
    }
}

/// <summary>A query as 16-bit codes. The rows' bytes are widened to 16 bits anyway, so the finer query is free.</summary>
internal sealed class QueryCodes
{
    /// <summary>Keeps a dot product with bytes below 2^31, rounding included.</summary>
    private const float LargestSum = 16_900_000;

    private short[] _codes = [];

    public ReadOnlySpan<short> Codes => _codes;

    public void Set(ReadOnlySpan<float> query)
    {
        var width = ByteCodes.WidthOf(query.Length);
        if (_codes.Length != width)
        {
            _codes = new short[width];
        }

        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(query));
        var factor = largest == 0 ? 0 : Math.Min(short.MaxValue / largest, LargestSum / TensorPrimitives.SumOfMagnitudes(query));
        for (var i = 0; i < query.Length; i++)
        {
            _codes[i] = (short)MathF.Round(query[i] * factor);
        }
    }
}

/// <summary>The rows with the smallest Hamming distance. Distances are small integers and are counted instead of kept in a heap, so the cost per
/// row does not depend on the number wanted.</summary>
internal sealed class NearestRows
{
    private int[] _rows = [];
    private int[] _distances = [];
    private int[] _counts = [];
    private int _wanted;
    private int _length;
    private int _within;
    private int _end;

    /// <summary>A row must be nearer than this; rows come in order, so ties lose.</summary>
    public int Limit { get; private set; }

    public void Reset(int wanted, int farthest)
    {
        if (_rows.Length < wanted * 4)
        {
            (_rows, _distances) = (new int[wanted * 4], new int[wanted * 4]);
        }

        if (_counts.Length <= farthest)
        {
            _counts = new int[farthest + 1];
        }

        Array.Clear(_counts);
        (_wanted, _length, _within, _end, Limit) = (wanted, 0, 0, farthest + 1, farthest + 1);
    }

    public void Add(int row, int distance)
    {
        if (_length == _rows.Length)
        {
            Drop();
        }

        (_rows[_length], _distances[_length]) = (row, distance);
        _length++;
        _counts[distance]++;
        _within++;
        if (_within < _wanted)
        {
            return;
        }

        while (_within - _counts[_end - 1] >= _wanted)
        {
            _within -= _counts[--_end];
        }

        Limit = _end - 1;
    }

    /// <summary>The wanted rows in ascending order; ties at the largest distance go to the first rows.</summary>
    public ReadOnlySpan<int> Rows()
    {
        var atLast = _within < _wanted ? int.MaxValue : _wanted - (_within - _counts[_end - 1]);
        var kept = 0;
        for (var i = 0; i < _length; i++)
        {
            if (_distances[i] < _end - 1 || (_distances[i] == _end - 1 && atLast-- > 0))
            {
                _rows[kept++] = _rows[i];
            }
        }

        return _rows.AsSpan(0, kept);
    }

    /// <summary>Drops rows beyond the limit. At most twice the wanted number stays.</summary>
    private void Drop()
    {
        var kept = 0;
        for (var i = 0; i < _length; i++)
        {
            if (_distances[i] < _end)
            {
                (_rows[kept], _distances[kept]) = (_rows[i], _distances[i]);
                kept++;
            }
        }

        _length = kept;
    }
}
