using System.Numerics;

namespace ResearchBot.Core.Search.Lexical;

/// <summary>An immutable inverted index over the chunks 0 to n-1 of one segment: sorted 64-bit terms, each with its packed postings. Scores are
/// exact BM25; collection statistics are passed in, since a search spans segments.</summary>
public sealed partial class Bm25Index
{
    /// <summary>Saturation of term frequency.</summary>
    public const float K1 = 1.2f;

    /// <summary>Length normalisation.</summary>
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
            LongestLength = Math.Max(LongestLength, length);
        }
    }

    public int Count => _lengths.Length;

    /// <summary>Sum of the chunks' lengths in terms.</summary>
    public long TotalLength { get; }

    /// <summary>Length of the longest chunk in terms.</summary>
    public int LongestLength { get; }

    public int LengthOf(int chunk) => _lengths[chunk];

    /// <summary>The slot of a term; negative if no chunk contains it.</summary>
    internal int SlotOf(ulong term)
    {
        // Terms are evenly distributed hashes, so the position of one can be estimated closely.
        var (low, high) = (0, _terms.Length - 1);
        var guess = (int)Math.BigMul(term, (ulong)_terms.Length, out _);
        for (var reach = 64; reach < _terms.Length; reach *= 8)
        {
            var (from, to) = (Math.Max(low, guess - reach), Math.Min(high, guess + reach));
            if (_terms[from] <= term && term <= _terms[to])
            {
                (low, high) = (from, to);
                break;
            }
        }

        return Array.BinarySearch(_terms, low, high - low + 1, term);
    }

    /// <summary>The number of chunks that contain the term at a slot; only living ones if <paramref name="dead"/> is given.</summary>
    internal int CountChunksAt(int slot, DeadChunks? dead)
    {
        var postings = PostingsAt(slot);
        if (dead is null)
        {
            return postings.Count;
        }

        var living = postings.Count;
        if (postings.IsDense)
        {
            var counts = postings.DenseCounts(Count);
            return living - dead.CountWhere(counts);
        }

        for (var i = 0; i < postings.Count; i++)
        {
            if (i == postings.Singles)
            {
                postings.ToRepeats();
            }

            living -= dead.Contains(postings.NextChunk()) ? 1 : 0;
            if (i >= postings.Singles)
            {
                postings.NextCount();
            }
        }

        return living;
    }

    /// <summary>Adds a term's share to the score of every chunk that contains it.</summary>
    /// <param name="weight">Its inverse document frequency in the searched collections.</param>
    /// <param name="norms">For the mean chunk length there; must cover <see cref="LongestLength"/>.</param>
    internal void Score(int slot, float weight, LengthNorms norms, Span<float> scores)
    {
        var postings = PostingsAt(slot);
        if (postings.IsDense)
        {
            ScoreAll(postings.DenseCounts(Count), weight * (K1 + 1), norms.PerTerm, scores);
            return;
        }

        // The same operations in the same order as for dense terms, so that a chunk's score does not depend on its segment.
        var lengths = _lengths;
        var singles = norms.Singles;
        var (numerator, perTerm) = (weight * (K1 + 1), norms.PerTerm);
        for (var left = postings.Singles; left > 0; left--)
        {
            var chunk = postings.NextChunk();
            scores[chunk] += numerator / singles[lengths[chunk]];
        }

        postings.ToRepeats();
        for (var left = postings.Count - postings.Singles; left > 0; left--)
        {
            var chunk = postings.NextChunk();
            float count = postings.NextCount();
            scores[chunk] += numerator * count / (count + (LengthNorms.Fixed + (perTerm * lengths[chunk])));
        }
    }

    private PostingReader PostingsAt(int slot) => new(_postings.AsSpan(_offsets[slot]));

    /// <summary>Scores a term that most chunks contain, with full vector width.</summary>
    private void ScoreAll(ReadOnlySpan<byte> counts, float numerator, float perTerm, Span<float> scores)
    {
        var chunk = 0;
        for (; chunk <= counts.Length - Vector<byte>.Count; chunk += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(counts[chunk..]), out var firstCounts, out var lastCounts);
            ScoreSome(firstCounts, chunk, numerator, perTerm, scores);
            ScoreSome(lastCounts, chunk + Vector<ushort>.Count, numerator, perTerm, scores);
        }

        for (; chunk < counts.Length; chunk++)
        {
            scores[chunk] += numerator * counts[chunk] / (counts[chunk] + (LengthNorms.Fixed + (perTerm * _lengths[chunk])));
        }
    }

    private void ScoreSome(Vector<ushort> counts, int chunk, float numerator, float perTerm, Span<float> scores)
    {
        Vector.Widen(counts, out var firstCounts, out var lastCounts);
        Vector.Widen(new Vector<ushort>(_lengths, chunk), out var firstLengths, out var lastLengths);
        Add(firstCounts, firstLengths, scores[chunk..]);
        Add(lastCounts, lastLengths, scores[(chunk + Vector<float>.Count)..]);

        void Add(Vector<uint> count, Vector<uint> length, Span<float> to)
        {
            var counted = Vector.ConvertToSingle(Vector.AsVectorInt32(count));
            var norm = new Vector<float>(LengthNorms.Fixed) + (perTerm * Vector.ConvertToSingle(Vector.AsVectorInt32(length)));
            (new Vector<float>(to) + (numerator * counted / (counted + norm))).CopyTo(to);
        }
    }
}

/// <content>Reads and writes its arrays.</content>
public sealed partial class Bm25Index
{
    internal void WriteTo(SegmentWriter writer)
    {
        writer.WriteArray<ulong>(_terms);
        writer.WriteArray<int>(_offsets);
        writer.WriteArray<byte>(_postings);
        writer.WriteArray<ushort>(_lengths);
    }

    /// <summary>Throws an <see cref="InvalidDataException"/> if the arrays do not form an index.</summary>
    internal static Bm25Index ReadFrom(SegmentReader reader)
    {
        var index = new Bm25Index(reader.ReadArray<ulong>(), reader.ReadArray<int>(), reader.ReadArray<byte>(), reader.ReadArray<ushort>());
        return index._terms.Length == index._offsets.Length ? index : throw new InvalidDataException("its parts do not fit together");
    }
}

/// <summary>BM25's length normalisation, computed once per length instead of once per posting.</summary>
internal sealed class LengthNorms
{
    public LengthNorms(float averageLength, int longest)
    {
        PerTerm = Bm25Index.K1 * Bm25Index.B / averageLength;
        var singles = new float[longest + 1];
        for (var length = 0; length < singles.Length; length++)
        {
            singles[length] = 1 + (Fixed + (PerTerm * length));
        }

        Singles = singles;
    }

    /// <summary>The part of the norm that does not depend on length.</summary>
    public const float Fixed = Bm25Index.K1 * (1 - Bm25Index.B);

    /// <summary>The part of the norm per term of length.</summary>
    public float PerTerm { get; }

    /// <summary>By chunk length: the divisor of a term's weight if the chunk contains it once.</summary>
    public float[] Singles { get; }
}

/// <summary>A query term as it appears in texts. A text contains only the form of its own language, so all forms count as one term.</summary>
/// <param name="Term">The form in texts that are stemmed like the question.</param>
/// <param name="Elsewhere">The forms in texts that are stemmed differently.</param>
public readonly record struct TermForms(ulong Term, params ulong[]? Elsewhere)
{
    /// <summary>All forms, without duplicates.</summary>
    public IEnumerable<ulong> All => Elsewhere is null ? [Term] : Elsewhere.Prepend(Term);
}

/// <summary>The terms that one query looks up, by index; a segment built for that query alone contains no others.</summary>
public sealed record QueryTerms(IReadOnlyList<TermForms> Words, IReadOnlyList<TermForms> Pairs, IReadOnlyList<TermForms> Grams);
