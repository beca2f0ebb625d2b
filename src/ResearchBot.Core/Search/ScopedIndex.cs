using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Core.Search;

/// <summary>One kind of term over all segments of a search. All term statistics come from these segments alone.</summary>
internal sealed class ScopedIndex
{
    private readonly IReadOnlyList<SegmentView> _views;
    private readonly Bm25Index[] _parts;
    private readonly int _chunks;
    private readonly LengthNorms _norms;
    private readonly Dictionary<TermForms, FoundTerm> _found = [];

    public ScopedIndex(IReadOnlyList<SegmentView> views, Func<IndexSegment, Bm25Index> choose, int chunks)
    {
        _views = views;
        _parts = [.. views.Select(view => choose(view.Segment))];
        _chunks = chunks;
        var length = 0L;
        var longest = 0;
        for (var i = 0; i < _parts.Length; i++)
        {
            length += views[i].LivingLength(_parts[i]);
            longest = Math.Max(longest, _parts[i].LongestLength);
        }

        _norms = new LengthNorms(chunks == 0 ? 1 : Math.Max(1, (float)length / chunks), longest);
    }

    /// <summary>The number of chunks that contain a term, and its weight.</summary>
    public (int Chunks, float Weight) Weigh(TermForms term)
    {
        var found = Find(term);
        return (found.Chunks, found.Weight);
    }

    /// <summary>Adds the terms' scores to each chunk's score.</summary>
    public void Score(IEnumerable<TermForms> terms, float share, float[][] scores)
    {
        foreach (var term in terms)
        {
            var found = Find(term);
            foreach (var slots in found.Slots)
            {
                Score(slots, found.Weight * share, scores);
            }
        }
    }

    private void Score(int[] slots, float weight, float[][] scores)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] >= 0)
            {
                _parts[i].Score(slots[i], weight, _norms, scores[i]);
            }
        }
    }

    private FoundTerm Find(TermForms term)
    {
        if (_found.TryGetValue(term, out var known))
        {
            return known;
        }

        (int[] Slots, int Chunks)[] forms = [.. term.All.Select(FindForm).Where(form => form.Chunks > 0)];
        var chunks = forms.Sum(form => form.Chunks);
        var weight = MathF.Log(1 + ((_chunks - chunks + 0.5f) / (chunks + 0.5f)));
        return _found[term] = new FoundTerm([.. forms.Select(form => form.Slots)], chunks, weight);
    }

    private (int[] Slots, int Chunks) FindForm(ulong form)
    {
        var slots = new int[_parts.Length];
        var chunks = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = _parts[i].SlotOf(form);
            chunks += slots[i] < 0 ? 0 : _parts[i].CountChunksAt(slots[i], _views[i].Dead);
        }

        return (slots, chunks);
    }

    private readonly record struct FoundTerm(int[][] Slots, int Chunks, float Weight);
}
