using System.Collections.Frozen;

namespace ResearchBot.Core.Search;

/// <summary>Collects the terms of chunks, in order, and lays them out as a <see cref="Bm25Index"/>.</summary>
/// <param name="expected">About how many different terms all chunks together will have, each counted in each chunk.</param>
/// <param name="only">The terms to keep; all when null. Lengths count every term, so that scores are the same.</param>
internal sealed class Bm25IndexBuilder(int expected = 1 << 12, FrozenSet<ulong>? only = null)
{
    // Open addressing: one look at one line of memory for each word of a text.
    private Slot[] _slots = new Slot[1 << 12];
    private int _terms;
    private PostingEntry[] _entries = new PostingEntry[Math.Max(16, expected)];
    private int _entryCount;
    private readonly List<ushort> _lengths = [];
    private int _length;

    /// <summary>Counts a term of the current chunk.</summary>
    public void Add(ulong term)
    {
        _length++;
        if (only?.Contains(term) == false)
        {
            return;
        }

        ref var slot = ref Find(_slots, term);
        if (slot.LastChunk == _lengths.Count && slot.Size > 0)
        {
            _entries[slot.LastEntry].CountOne();
            return;
        }

        if (slot.Size == 0)
        {
            slot.Term = term;
            slot.Number = _terms++;
        }

        if (_entryCount == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        slot.LastEntry = _entryCount;
        slot.LastChunk = _lengths.Count;
        slot.Size++;
        _entries[_entryCount++] = new PostingEntry(slot.Number, _lengths.Count);
        if (_terms * 2 > _slots.Length)
        {
            Grow();
        }
    }

    /// <summary>Ends the current chunk.</summary>
    public void EndChunk()
    {
        _lengths.Add((ushort)Math.Min(_length, ushort.MaxValue));
        _length = 0;
    }

    public Bm25Index Build()
    {
        var slots = Array.FindAll(_slots, slot => slot.Size > 0);
        var terms = Array.ConvertAll(slots, slot => slot.Term);
        Array.Sort(terms, slots);

        // Where each term's entries begin once they are laid side by side.
        var next = new int[slots.Length];
        var total = 0;
        foreach (var slot in slots)
        {
            next[slot.Number] = total;
            total += slot.Size;
        }

        var sorted = new PostingEntry[total];
        foreach (var entry in _entries.AsSpan(0, _entryCount))
        {
            sorted[next[entry.Number]++] = entry;
        }

        var postings = new PostingWriter(_lengths.Count, total * 2);
        var offsets = new int[slots.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            offsets[i] = postings.Length;
            postings.Write(sorted.AsSpan(next[slots[i].Number] - slots[i].Size, slots[i].Size));
        }

        return new Bm25Index(terms, offsets, postings.ToArray(), [.. _lengths]);
    }

    private static ref Slot Find(Slot[] slots, ulong term)
    {
        var mask = slots.Length - 1;
        var at = (int)term & mask;
        while (slots[at].Size > 0 && slots[at].Term != term)
        {
            at = (at + 1) & mask;
        }

        return ref slots[at];
    }

    private void Grow()
    {
        var larger = new Slot[_slots.Length * 2];
        foreach (var slot in _slots)
        {
            if (slot.Size > 0)
            {
                Find(larger, slot.Term) = slot;
            }
        }

        _slots = larger;
    }

    private struct Slot
    {
        public ulong Term;
        public int Number;
        public int LastEntry;
        public int LastChunk;
        public int Size;
    }
}
