namespace ResearchBot.Core.Search;

/// <summary>Which chunks of a segment no longer count. Immutable.</summary>
public sealed class DeadChunks
{
    private readonly ulong[] _bits;

    private DeadChunks(ulong[] bits, int count)
    {
        _bits = bits;
        Count = count;
    }

    /// <summary>How many are dead.</summary>
    public int Count { get; }

    /// <summary>Whether this chunk is dead.</summary>
    public bool Contains(int chunk) => (_bits[chunk >> 6] >> chunk & 1) != 0;

    /// <summary>The same with <paramref name="length"/> more chunks dead, from <paramref name="start"/> on.</summary>
    internal static DeadChunks With(DeadChunks? before, int size, int start, int length)
    {
        var bits = before?._bits.ToArray() ?? new ulong[(size + 63) >> 6];
        var count = before?.Count ?? 0;
        for (var chunk = start; chunk < start + length; chunk++)
        {
            count += (bits[chunk >> 6] >> chunk & 1) == 0 ? 1 : 0;
            bits[chunk >> 6] |= 1UL << chunk;
        }

        return new DeadChunks(bits, count);
    }
}
