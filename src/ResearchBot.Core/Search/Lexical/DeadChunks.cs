using System.Numerics;

namespace ResearchBot.Core.Search.Lexical;

/// <summary>The chunks of a segment that no longer count. Immutable.</summary>
public sealed class DeadChunks
{
    private readonly ulong[] _bits;

    private DeadChunks(ulong[] bits, int count)
    {
        _bits = bits;
        Count = count;
    }

    public int Count { get; }

    public bool Contains(int chunk) => (_bits[chunk >> 6] >> chunk & 1) != 0;

    /// <summary>Their summed length in terms.</summary>
    public long LengthIn(Bm25Index index)
    {
        var length = 0L;
        for (var word = 0; word < _bits.Length; word++)
        {
            for (var bits = _bits[word]; bits != 0; bits &= bits - 1)
            {
                length += index.LengthOf((word << 6) + BitOperations.TrailingZeroCount(bits));
            }
        }

        return length;
    }

    /// <summary>How many of them have a count above zero.</summary>
    internal int CountWhere(ReadOnlySpan<byte> counts)
    {
        var found = 0;
        for (var word = 0; word < _bits.Length; word++)
        {
            for (var bits = _bits[word]; bits != 0; bits &= bits - 1)
            {
                found += counts[(word << 6) + BitOperations.TrailingZeroCount(bits)] > 0 ? 1 : 0;
            }
        }

        return found;
    }

    public void Clear(Span<float> scores)
    {
        for (var word = 0; word < _bits.Length; word++)
        {
            for (var bits = _bits[word]; bits != 0; bits &= bits - 1)
            {
                scores[(word << 6) + BitOperations.TrailingZeroCount(bits)] = 0;
            }
        }
    }

    /// <summary>Adds <paramref name="length"/> dead chunks from <paramref name="start"/> on.</summary>
    internal static DeadChunks With(DeadChunks? before, int size, int start, int length) => With(before, size, [(start, length)]);

    /// <summary>Adds several runs of dead chunks.</summary>
    internal static DeadChunks With(DeadChunks? before, int size, IEnumerable<(int Start, int Length)> runs)
    {
        var bits = before?._bits.ToArray() ?? new ulong[(size + 63) >> 6];
        foreach (var (start, length) in runs)
        {
            for (var chunk = start; chunk < start + length; chunk++)
            {
                bits[chunk >> 6] |= 1UL << chunk;
            }
        }

        return new DeadChunks(bits, bits.Sum(word => BitOperations.PopCount(word)));
    }
}
