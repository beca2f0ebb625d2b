using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ResearchBot.Core.Search.Vectors;

/// <summary>Rows as one bit per dimension: whether it is above the mean of all rows. Eight rows are interleaved word by word, so that one
/// register contains the same word of all eight.</summary>
internal sealed class BitCodes
{
    private const int RowsInBlock = 8;
    private readonly ulong[] _blocks;
    private readonly float[] _mean;
    private readonly int _words;

    private BitCodes(ulong[] blocks, float[] mean, int words) => (_blocks, _mean, _words) = (blocks, mean, words);

    public long Memory => (_blocks.LongLength * sizeof(ulong)) + (_mean.LongLength * sizeof(float));

    public static int WordsOf(int dimensions) => (dimensions + 63) / 64;

    public static BitCodes Of(ReadOnlySpan<float> rows, int dimensions)
    {
        var (count, words) = (rows.Length / dimensions, WordsOf(dimensions));
        var mean = new float[dimensions];
        for (var row = 0; row < count; row++)
        {
            TensorPrimitives.Add(mean, rows.Slice(row * dimensions, dimensions), mean);
        }

        TensorPrimitives.Multiply(mean, 1f / Math.Max(1, count), mean);
        var blocks = new ulong[(long)(count + RowsInBlock - 1) / RowsInBlock * RowsInBlock * words];
        Span<ulong> code = stackalloc ulong[words];
        for (var row = 0; row < count; row++)
        {
            Encode(rows.Slice(row * dimensions, dimensions), mean, code);
            for (var word = 0; word < words; word++)
            {
                blocks[(row / RowsInBlock * RowsInBlock * words) + (word * RowsInBlock) + (row % RowsInBlock)] = code[word];
            }
        }

        return new BitCodes(blocks, mean, words);
    }

    /// <summary>Adds every allowed row that is near enough.</summary>
    public void Scan<TKernel>(ReadOnlySpan<float> query, ReadOnlySpan<ulong> allowed, int count, NearestRows nearest)
        where TKernel : struct, IVectorKernel
    {
        Span<ulong> code = stackalloc ulong[_words];
        Span<ulong> distances = stackalloc ulong[RowsInBlock];
        Encode(query, _mean, code);
        var bytes = RowsInBlock * _words * sizeof(ulong);
        var ahead = RowsInBlock * MemoryAhead.Rows(bytes);
        ref var block = ref MemoryMarshal.GetArrayDataReference(_blocks);
        for (var start = 0; start < count; start += 64)
        {
            var bits = AllowedRows.At(allowed, start, count);
            for (var row = start; bits != 0; row += RowsInBlock, bits >>= RowsInBlock)
            {
                if ((byte)bits == 0)
                {
                    continue;
                }

                MemoryAhead.Fetch(in Unsafe.Add(ref block, (nint)(row + ahead) * _words), bytes);
                ref readonly var rows = ref Unsafe.Add(ref block, (nint)row * _words);
                var nearer = TKernel.Nearer(in rows, in MemoryMarshal.GetReference(code), _words, nearest.Limit, ref MemoryMarshal.GetReference(distances));
                for (nearer &= (byte)bits; nearer != 0; nearer &= nearer - 1)
                {
                    var place = BitOperations.TrailingZeroCount(nearer);
                    if ((int)distances[place] < nearest.Limit)
                    {
                        nearest.Add(row + place, (int)distances[place]);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Encode(ReadOnlySpan<float> values, ReadOnlySpan<float> mean, Span<ulong> code)
    {
        code.Clear();
        for (var i = 0; i < values.Length; i += Vector256<float>.Count)
        {
            var above = Vector256.GreaterThan(Vector256.Create(values[i..]), Vector256.Create(mean[i..])).ExtractMostSignificantBits();
            code[i >> 6] |= (ulong)above << i;
        }
    }
}
