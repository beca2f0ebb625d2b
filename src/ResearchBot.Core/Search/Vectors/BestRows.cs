namespace ResearchBot.Core.Search.Vectors;

/// <summary>The best rows so far, as a heap whose root is the worst of them.</summary>
internal sealed class BestRows
{
    private VectorHit[] _heap = [];
    private int _capacity;

    public int Count { get; private set; }

    /// <summary>A row must score more than this to matter: rows come in order, so that an equal one would come later.</summary>
    public float Threshold { get; private set; }

    /// <summary>What is kept, in no order that matters.</summary>
    public Span<VectorHit> Rows => _heap.AsSpan(0, Count);

    public void Reset(int capacity)
    {
        if (_heap.Length < capacity)
        {
            _heap = new VectorHit[capacity];
        }

        _capacity = capacity;
        Count = 0;
        Threshold = capacity == 0 ? float.PositiveInfinity : float.NegativeInfinity;
    }

    /// <summary>Takes a row whose score is above the threshold.</summary>
    public void Add(in VectorHit hit)
    {
        if (Count < _capacity)
        {
            Rise(Count++, hit);
        }
        else
        {
            Sink(hit);
        }

        if (Count == _capacity)
        {
            Threshold = _heap[0].Score;
        }
    }

    private void Rise(int place, in VectorHit hit)
    {
        for (; place > 0 && hit.IsWorseThan(_heap[(place - 1) / 2]); place = (place - 1) / 2)
        {
            _heap[place] = _heap[(place - 1) / 2];
        }

        _heap[place] = hit;
    }

    /// <summary>In the root's place.</summary>
    private void Sink(in VectorHit hit)
    {
        var place = 0;
        for (var child = 1; child < Count; child = (place * 2) + 1)
        {
            if (child + 1 < Count && _heap[child + 1].IsWorseThan(_heap[child]))
            {
                child++;
            }

            if (!_heap[child].IsWorseThan(hit))
            {
                break;
            }

            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = hit;
    }
}
