using System.Collections.Frozen;
using System.Numerics;

namespace ResearchBot.Core.Search.Lexical;

/// <summary>Collects the terms of chunks, in order, and builds a <see cref="Bm25Index"/>.</summary>
/// <param name="expected">Estimated number of postings of all chunks together.</param>
/// <param name="only">The terms to keep; null for all. Lengths count every term, so that scores stay the same.</param>
internal sealed class Bm25IndexBuilder(int expected = 1 << 12, FrozenSet<ulong>? only = null)
{
    // Open addressing by the terms' upper bits: one cache line per word of a text, and the table is almost sorted when read from end to
    // end.
    private Slot[] _slots = new Slot[1 << 12];
    private int _shift = 64 - 12;
    private int _terms;
    private PostingEntry[] _entries = GC.AllocateUninitializedArray<PostingEntry>(Math.Max(16, expected));
    private int _entryCount;
    private int _chunkBegan;
    private readonly List<ushort> _lengths = [];
    private int _length;

    public void Add(ulong term)
    {
        _length++;
        if (only?.Contains(term) == false)
        {
            return;
        }

        ref var slot = ref Find(_slots, _shift, term);
        if (slot.Number > 0)
        {
            if (slot.LastEntry >= _chunkBegan)
            {
                _entries[slot.LastEntry].CountOne();
                return;
            }
        }
        else
        {
            slot.Term = term;
            slot.Number = ++_terms;
        }

        if (_entryCount == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        slot.LastEntry = _entryCount;
        _entries[_entryCount++] = new PostingEntry(slot.Number - 1, _lengths.Count);
        if (_terms * 3L > _slots.Length * 2L)
        {
            Grow();
        }
    }

    public void EndChunk()
    {
        _lengths.Add((ushort)Math.Min(_length, ushort.MaxValue));
        _length = 0;
        _chunkBegan = _entryCount;
    }

    public Bm25Index Build()
    {
        var slots = Array.FindAll(_slots, slot => slot.Number > 0);
        var terms = Array.ConvertAll(slots, slot => slot.Term);
        var numbers = Array.ConvertAll(slots, slot => slot.Number - 1);
        Array.Sort(terms, numbers);

        var entries = _entries.AsSpan(0, _entryCount);
        var sizes = new int[terms.Length];
        foreach (var entry in entries)
        {
            sizes[entry.Number]++;
        }

        // Where each term's entries begin in the flat layout.
        var next = new int[terms.Length];
        var total = 0;
        foreach (var number in numbers)
        {
            next[number] = total;
            total += sizes[number];
        }

        var sorted = GC.AllocateUninitializedArray<Posting>(total);
        foreach (var entry in entries)
        {
            sorted[next[entry.Number]++] = entry.Posting;
        }

        var postings = new PostingWriter(_lengths.Count, total * 2);
        var offsets = new int[terms.Length];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = postings.Length;
            var size = sizes[numbers[i]];
            postings.Write(sorted.AsSpan(next[numbers[i]] - size, size));
        }

        return new Bm25Index(terms, offsets, postings.ToArray(), [.. _lengths]);
    }

    private static ref Slot Find(Slot[] slots, int shift, ulong term)
    {
        var at = (int)(term >> shift);
        while (slots[at].Number > 0 && slots[at].Term != term)
        {
            at = (at + 1) & (slots.Length - 1);
        }

        return ref slots[at];
    }

    private void Grow()
    {
        var larger = new Slot[_slots.Length * 2];
        _shift = 64 - BitOperations.Log2((uint)larger.Length);
        foreach (var slot in _slots)
        {
            if (slot.Number > 0)
            {
                Find(larger, _shift, slot.Term) = slot;
            }
        }

        _slots = larger;
    }

    /// <summary>Sixteen bytes, so that none spans two cache lines. Numbers count from 1; 0 is an empty slot.</summary>
    private struct Slot
    {
        public ulong Term;
        public int Number;
        public int LastEntry;
    }
}
