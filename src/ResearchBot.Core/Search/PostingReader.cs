namespace ResearchBot.Core.Search;

/// <summary>Reads one term's postings: how many, then for each the gap to the chunk before and, where not 1, the count.</summary>
internal ref struct PostingReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _left;
    private int _chunk = -1;

    public PostingReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        Count = _left = ReadInt();
    }

    /// <summary>How many chunks hold the term.</summary>
    public int Count { get; }

    public bool Next(out int chunk, out int count)
    {
        if (_left-- <= 0)
        {
            chunk = count = 0;
            return false;
        }

        var head = ReadInt();
        _chunk += (head >> 1) + 1;
        chunk = _chunk;
        count = (head & 1) == 0 ? 1 : ReadInt();
        return true;
    }

    private int ReadInt()
    {
        var value = 0;
        var shift = 0;
        while (true)
        {
            var next = _bytes[_position++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }

            shift += 7;
        }
    }
}
