namespace ResearchBot.Core.Search.Bm25;

/// <summary>Writes terms' postings in the form that <see cref="PostingReader"/> reads.</summary>
/// <param name="chunks">How many chunks the segment has.</param>
/// <param name="capacity">About how many bytes it will take.</param>
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
