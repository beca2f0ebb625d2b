using ResearchBot.Encoder.Tokens;

namespace ResearchBot.Encoder.Layers;

/// <summary>
/// What one run through the layers needs: the pieces of several texts one behind the other, without padding between
/// them, and the matrices that the layers fill. Used by one thread at a time.
/// </summary>
internal sealed class Workspace
{
    /// <summary>Pieces in one run: enough that the weights, read once for all, cost little; few enough for the second cache.</summary>
    public const int Capacity = 192;

    private readonly List<int> _tokens = [];
    private readonly Tokenizer _tokenizer;

    public Workspace(Vocabulary vocabulary, int panelWidth)
    {
        _tokenizer = new Tokenizer(vocabulary);
        Attention = new AttentionSpace(panelWidth);
    }

    /// <summary>The pieces of all texts.</summary>
    public List<int> Pieces { get; } = new(Capacity);

    /// <summary>Where each text begins in <see cref="Pieces"/>, and at last where the last one ends.</summary>
    public List<int> Starts { get; } = new(Capacity) { 0 };

    public int Texts => Starts.Count - 1;

    public Rows Embedded { get; } = new(Capacity, 256);

    public Rows Normalised { get; } = new(Capacity, 512);

    public Rows Wide { get; } = new(Capacity, 1536);

    public Rows Attended { get; } = new(Capacity, 512);

    public Rows State { get; } = new(Capacity, 512);

    public Rows Pooled { get; } = new(Capacity, 512);

    public Rows Output { get; } = new(Capacity, 512);

    public AttentionSpace Attention { get; }

    public void Clear()
    {
        Pieces.Clear();
        Starts.Clear();
        Starts.Add(0);
    }

    /// <summary>Cuts a text into pieces, which <see cref="TryAdd"/> then takes.</summary>
    public void Read(ReadOnlySpan<char> text) => _tokenizer.Tokenize(text, _tokens);

    /// <summary>Adds the first pieces of the text that was read; says false, and adds nothing, where they have no room any more.</summary>
    public bool TryAdd()
    {
        var count = Math.Min(_tokens.Count, SentenceEncoder.MostPieces);
        if (Pieces.Count + count > Capacity || Texts == Capacity)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            Pieces.Add(_tokens[i]);
        }

        Starts.Add(Pieces.Count);
        return true;
    }
}
