namespace ResearchBot.Core.Search;

/// <summary>Writes terms' postings in the form that <see cref="PostingReader"/> reads.</summary>
/// <param name="chunks">How many chunks the segment has.</param>
/// <param name="capacity">About how many bytes it will take.</param>
internal struct PostingWriter(int chunks, int capacity)
{
    private byte[] _bytes = new byte[Math.Max(16, capacity)];

    public int Length { get; private set; }

    public void Write(ReadOnlySpan<PostingEntry> entries)
    {
        var repeats = 0;
        foreach (var entry in entries)
        {
            repeats += entry.Count > 1 ? 1 : 0;
        }

        Reserve(chunks + (entries.Length * 6) + 10);
        if (2 * (entries.Length + repeats) >= chunks)
        {
            WriteDense(entries);
            return;
        }

        WriteInt(entries.Length << PostingReader.FlagBits | (repeats > 0 ? PostingReader.HasRepeats : 0));
        if (repeats > 0)
        {
            WriteInt(entries.Length - repeats);
        }

        WriteGaps(entries, repeated: false);
        if (repeats > 0)
        {
            WriteGaps(entries, repeated: true);
        }
    }

    public readonly byte[] ToArray() => _bytes[..Length];

    private void WriteDense(ReadOnlySpan<PostingEntry> entries)
    {
        WriteInt(entries.Length << PostingReader.FlagBits | PostingReader.Dense);
        var counts = _bytes.AsSpan(Length, chunks);
        counts.Clear();
        foreach (var entry in entries)
        {
            counts[entry.Chunk] = (byte)entry.Count;
        }

        Length += chunks;
    }

    private void WriteGaps(ReadOnlySpan<PostingEntry> entries, bool repeated)
    {
        var previous = -1;
        foreach (var entry in entries)
        {
            if (entry.Count > 1 != repeated)
            {
                continue;
            }

            WriteInt(entry.Chunk - previous - 1);
            previous = entry.Chunk;
            if (repeated)
            {
                _bytes[Length++] = (byte)entry.Count;
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
