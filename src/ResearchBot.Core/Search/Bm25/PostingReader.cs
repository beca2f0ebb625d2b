namespace ResearchBot.Core.Search.Bm25;

/// <summary>
/// Reads one term's postings. They begin with how many chunks hold the term and in which of two forms they stand: where
/// about half of the chunks hold it, one count for each chunk of the segment; else the chunks that hold it once, as
/// gaps, and after them the others, each gap with its count. So no loop that reads them has to guess what comes next.
/// </summary>
internal ref struct PostingReader
{
    /// <summary>Bits of the first number, beside how many chunks there are.</summary>
    public const int Dense = 1, HasRepeats = 2, FlagBits = 2;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _chunk = -1;

    public PostingReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        var head = ReadInt();
        Count = head >> FlagBits;
        IsDense = (head & Dense) != 0;
        Singles = (head & HasRepeats) != 0 ? ReadInt() : Count;
    }

    /// <summary>How many chunks hold the term.</summary>
    public int Count { get; }

    /// <summary>How many of them, the first ones, hold it once; of no meaning when dense.</summary>
    public int Singles { get; }

    public bool IsDense { get; }

    /// <summary>For each of the segment's chunks how often the term stands there.</summary>
    public readonly ReadOnlySpan<byte> DenseCounts(int chunks) => _bytes.Slice(_position, chunks);

    /// <summary>Begins anew with the chunks that hold the term more than once.</summary>
    public void ToRepeats() => _chunk = -1;

    public int NextChunk() => _chunk += ReadInt() + 1;

    public int NextCount() => _bytes[_position++];

    private int ReadInt()
    {
        int value = _bytes[_position++];
        return value < 0x80 ? value : ReadRest(value & 0x7F);
    }

    private int ReadRest(int value)
    {
        for (var shift = 7; ; shift += 7)
        {
            var next = _bytes[_position++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
