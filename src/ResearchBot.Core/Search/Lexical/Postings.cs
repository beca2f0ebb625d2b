namespace ResearchBot.Core.Search.Lexical;

/// <summary>A chunk and how often it contains a term, up to 255.</summary>
internal struct Posting(int chunk)
{
    private const uint MostCounted = 255;
    private uint _chunkAndCount = (uint)chunk << 8 | 1;

    public readonly int Chunk => (int)(_chunkAndCount >> 8);
    public readonly int Count => (int)(_chunkAndCount & MostCounted);
    public readonly bool IsRepeated => (_chunkAndCount & MostCounted & ~1u) != 0;

    public void CountOne() => _chunkAndCount += (_chunkAndCount & MostCounted) < MostCounted ? 1u : 0;
}

/// <summary>A term in a chunk: eight bytes, since there is one for each different word of each chunk.</summary>
internal struct PostingEntry(int number, int chunk)
{
    private Posting _posting = new(chunk);

    public readonly int Number => number;
    public readonly Posting Posting => _posting;

    public void CountOne() => _posting.CountOne();
}

/// <summary>Reads one term's postings. They begin with the number of chunks and the form. Dense terms (in about half of the chunks or more) have
/// one count per chunk of the segment. Others have the chunks that contain the term once, as gaps, then the rest as gaps with counts. This keeps
/// the reading loops free of branches.</summary>
internal ref struct PostingReader
{
    /// <summary>Flags in the lowest bits of the first number.</summary>
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

    public int Count { get; }

    /// <summary>How many of them, the first ones, contain it once; undefined if dense.</summary>
    public int Singles { get; }

    public bool IsDense { get; }

    /// <summary>For each chunk of the segment, how often it contains the term.</summary>
    public readonly ReadOnlySpan<byte> DenseCounts(int chunks) => _bytes.Slice(_position, chunks);

    /// <summary>Restarts with the chunks that contain the term more than once.</summary>
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

/// <summary>Writes postings in the form that <see cref="PostingReader"/> reads.</summary>
/// <param name="chunks">The number of chunks of the segment.</param>
/// <param name="capacity">Estimated size in bytes.</param>
internal struct PostingWriter(int chunks, int capacity)
{
    private const int LongestGap = 5;
    private byte[] _bytes = new byte[Math.Max(16, capacity)];

    public int Length { get; private set; }

    public void Write(ReadOnlySpan<Posting> postings)
    {
        var repeats = 0;
        foreach (var posting in postings)
        {
            repeats += posting.IsRepeated ? 1 : 0;
        }

        var dense = 2 * (postings.Length + repeats) >= chunks;
        Reserve((2 * LongestGap) + (dense ? chunks : postings.Length * (LongestGap + 1)));
        if (dense)
        {
            WriteDense(postings);
            return;
        }

        WriteInt(postings.Length << PostingReader.FlagBits | (repeats > 0 ? PostingReader.HasRepeats : 0));
        if (repeats == 0)
        {
            WriteSingles(postings);
            return;
        }

        WriteInt(postings.Length - repeats);
        WriteSingles(postings);
        WriteRepeats(postings);
    }

    public readonly byte[] ToArray() => _bytes[..Length];

    private void WriteDense(ReadOnlySpan<Posting> postings)
    {
        WriteInt(postings.Length << PostingReader.FlagBits | PostingReader.Dense);
        var counts = _bytes.AsSpan(Length, chunks);
        counts.Clear();
        foreach (var posting in postings)
        {
            counts[posting.Chunk] = (byte)posting.Count;
        }

        Length += chunks;
    }

    private void WriteSingles(ReadOnlySpan<Posting> postings)
    {
        var previous = -1;
        foreach (var posting in postings)
        {
            if (!posting.IsRepeated)
            {
                WriteInt(posting.Chunk - previous - 1);
                previous = posting.Chunk;
            }
        }
    }

    private void WriteRepeats(ReadOnlySpan<Posting> postings)
    {
        var previous = -1;
        foreach (var posting in postings)
        {
            if (posting.IsRepeated)
            {
                WriteInt(posting.Chunk - previous - 1);
                previous = posting.Chunk;
                _bytes[Length++] = (byte)posting.Count;
            }
        }
    }

    private void Reserve(int more)
    {
        if (Length + more > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + more));
        }
    }

    private void WriteInt(int value)
    {
        while (value >= 0x80)
        {
            _bytes[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[Length++] = (byte)value;
    }
}
