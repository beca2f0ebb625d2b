namespace ResearchBot.Encoder.Tokens;

/// <summary>A list of code points that keeps its memory from text to text.</summary>
internal sealed class CodePoints
{
    private int[] _values = new int[1024];

    public int Count { get; private set; }

    public int this[int index]
    {
        get => _values[index];
        set => _values[index] = value;
    }

    public Span<int> Span => _values.AsSpan(0, Count);

    public void Add(int value)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Count * 2);
        }

        _values[Count++] = value;
    }

    /// <summary>Keeps the first so many.</summary>
    public void Cut(int count) => Count = count;
}
