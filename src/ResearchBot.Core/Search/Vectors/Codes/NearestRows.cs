namespace ResearchBot.Core.Search.Vectors.Codes;

/// <summary>
/// The rows with the least distance in bits. Distances are small whole numbers, so they are counted instead of being kept in
/// a heap: a row costs the same however many are wanted.
/// </summary>
internal sealed class NearestRows
{
    private int[] _rows = [];
    private int[] _distances = [];
    private int[] _counts = [];
    private int _wanted;
    private int _length;
    private int _within;
    private int _end;

    /// <summary>A row must be nearer than this to matter: rows come in order, so that an equal one would come later.</summary>
    public int Limit { get; private set; }

    public void Reset(int wanted, int farthest)
    {
        if (_rows.Length < wanted * 4)
        {
            (_rows, _distances) = (new int[wanted * 4], new int[wanted * 4]);
        }

        if (_counts.Length <= farthest)
        {
            _counts = new int[farthest + 1];
        }

        Array.Clear(_counts);
        (_wanted, _length, _within, _end, Limit) = (wanted, 0, 0, farthest + 1, farthest + 1);
    }

    /// <summary>Takes a row whose distance is below the limit.</summary>
    public void Add(int row, int distance)
    {
        if (_length == _rows.Length)
        {
            Drop();
        }

        (_rows[_length], _distances[_length]) = (row, distance);
        _length++;
        _counts[distance]++;
        _within++;
        if (_within < _wanted)
        {
            return;
        }

        while (_within - _counts[_end - 1] >= _wanted)
        {
            _within -= _counts[--_end];
        }

        Limit = _end - 1;
    }

    /// <summary>The wanted ones in ascending order; of those at the largest distance the first.</summary>
    public ReadOnlySpan<int> Rows()
    {
        var atLast = _within < _wanted ? int.MaxValue : _wanted - (_within - _counts[_end - 1]);
        var kept = 0;
        for (var i = 0; i < _length; i++)
        {
            if (_distances[i] < _end - 1 || (_distances[i] == _end - 1 && atLast-- > 0))
            {
                _rows[kept++] = _rows[i];
            }
        }

        return _rows.AsSpan(0, kept);
    }

    /// <summary>Drops what has come to lie too far out. At most twice the wanted number stays.</summary>
    private void Drop()
    {
        var kept = 0;
        for (var i = 0; i < _length; i++)
        {
            if (_distances[i] < _end)
            {
                (_rows[kept], _distances[kept]) = (_rows[i], _distances[i]);
                kept++;
            }
        }

        _length = kept;
    }
}
