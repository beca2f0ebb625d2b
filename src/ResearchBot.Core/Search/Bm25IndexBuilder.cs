using System.Runtime.InteropServices;

namespace ResearchBot.Core.Search;

/// <summary>Collects the terms of chunks, in order, and lays them out as a <see cref="Bm25Index"/>.</summary>
internal sealed class Bm25IndexBuilder
{
    private readonly Dictionary<ulong, int> _slots = [];
    private readonly List<ulong> _terms = [];
    private readonly List<int> _lastEntry = [];
    private readonly List<int> _sizes = [];
    private readonly List<Entry> _entries = [];
    private readonly List<ushort> _lengths = [];
    private int _length;

    /// <summary>Counts a term of the current chunk.</summary>
    public void Add(ulong term)
    {
        _length++;
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, term, out var known);
        if (!known)
        {
            slot = _terms.Count;
            _terms.Add(term);
            _lastEntry.Add(-1);
            _sizes.Add(0);
        }

        var entries = CollectionsMarshal.AsSpan(_entries);
        var last = _lastEntry[slot];
        if (last >= 0 && entries[last].Chunk == _lengths.Count)
        {
            entries[last].Count++;
            return;
        }

        _lastEntry[slot] = _entries.Count;
        _sizes[slot]++;
        _entries.Add(new Entry { Slot = slot, Chunk = _lengths.Count, Count = 1 });
    }

    /// <summary>Ends the current chunk.</summary>
    public void EndChunk()
    {
        _lengths.Add((ushort)Math.Min(_length, ushort.MaxValue));
        _length = 0;
    }

    public Bm25Index Build()
    {
        var terms = _terms.ToArray();
        var order = new int[terms.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(terms, order);

        // Where each term's entries begin once they are laid side by side.
        var starts = new int[order.Length];
        var total = 0;
        foreach (var slot in order)
        {
            starts[slot] = total;
            total += _sizes[slot];
        }

        var sorted = new Entry[total];
        var next = starts.AsSpan().ToArray();
        foreach (var entry in _entries)
        {
            sorted[next[entry.Slot]++] = entry;
        }

        var postings = new PostingWriter(total * 2);
        var offsets = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            offsets[i] = postings.Length;
            postings.Write(sorted.AsSpan(starts[order[i]], _sizes[order[i]]));
        }

        return new Bm25Index(terms, offsets, postings.ToArray(), [.. _lengths]);
    }

    internal struct Entry
    {
        public int Slot;
        public int Chunk;
        public int Count;
    }

    private struct PostingWriter(int capacity)
    {
        private byte[] _bytes = new byte[Math.Max(16, capacity)];

        public int Length { get; private set; }

        public void Write(ReadOnlySpan<Entry> entries)
        {
            WriteInt(entries.Length);
            var previous = -1;
            foreach (var entry in entries)
            {
                var repeated = entry.Count > 1 ? 1 : 0;
                WriteInt(((entry.Chunk - previous - 1) << 1) | repeated);
                if (repeated == 1)
                {
                    WriteInt(entry.Count);
                }

                previous = entry.Chunk;
            }
        }

        public readonly byte[] ToArray() => _bytes[..Length];

        private void WriteInt(int value)
        {
            if (Length + 5 > _bytes.Length)
            {
                Array.Resize(ref _bytes, _bytes.Length * 2);
            }

            while (value >= 0x80)
            {
                _bytes[Length++] = (byte)(value | 0x80);
                value >>= 7;
            }

            _bytes[Length++] = (byte)value;
        }
    }
}
