namespace ResearchBot.Core.Search;

/// <summary>
/// An immutable inverted index over chunks 0 to n-1 of one segment: sorted 64-bit terms, and for each the chunks that
/// hold it, as variable-length gaps and counts. Exact BM25; the collection's figures come from outside, since a search
/// spans segments.
/// </summary>
public sealed partial class Bm25Index
{
    /// <summary>How fast repeats of a term stop counting.</summary>
    public const float K1 = 1.2f;

    /// <summary>How much a long chunk is held against it.</summary>
    public const float B = 0.75f;

    private readonly ulong[] _terms;
    private readonly int[] _offsets;
    private readonly byte[] _postings;
    private readonly ushort[] _lengths;

    internal Bm25Index(ulong[] terms, int[] offsets, byte[] postings, ushort[] lengths)
    {
        _terms = terms;
        _offsets = offsets;
        _postings = postings;
        _lengths = lengths;
        foreach (var length in lengths)
        {
            TotalLength += length;
        }
    }

    /// <summary>How many chunks it covers.</summary>
    public int Count => _lengths.Length;

    /// <summary>Sum of the chunks' lengths in terms.</summary>
    public long TotalLength { get; }

    /// <summary>Length of a chunk in terms.</summary>
    public int LengthOf(int chunk) => _lengths[chunk];

    /// <summary>In how many chunks the term stands; only the living ones when <paramref name="dead"/> is given.</summary>
    public int CountChunksWith(ulong term, DeadChunks? dead)
    {
        var slot = Array.BinarySearch(_terms, term);
        if (slot < 0)
        {
            return 0;
        }

        var reader = new PostingReader(_postings.AsSpan(_offsets[slot]..));
        if (dead is null)
        {
            return reader.Count;
        }

        var living = 0;
        while (reader.Next(out var chunk, out _))
        {
            living += dead.Contains(chunk) ? 0 : 1;
        }

        return living;
    }

    /// <summary>Adds a term's share to the score of every chunk that holds it.</summary>
    /// <param name="term">The term.</param>
    /// <param name="weight">Its inverse document frequency in the searched collections.</param>
    /// <param name="averageLength">Mean chunk length there.</param>
    /// <param name="scores">One per chunk.</param>
    public void Score(ulong term, float weight, float averageLength, Span<float> scores)
    {
        var slot = Array.BinarySearch(_terms, term);
        if (slot < 0)
        {
            return;
        }

        var perLength = K1 * B / averageLength;
        const float Fixed = K1 * (1 - B);
        var numerator = weight * (K1 + 1);
        var reader = new PostingReader(_postings.AsSpan(_offsets[slot]..));
        while (reader.Next(out var chunk, out var count))
        {
            scores[chunk] += numerator * count / (count + Fixed + (perLength * _lengths[chunk]));
        }
    }
}
