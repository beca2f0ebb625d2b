using System.Numerics;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Core.Search;

/// <summary>Keeps the best chunks of a search while segments are scanned.</summary>
internal sealed class ChunkRanking(int capacity)
{
    private readonly PriorityQueue<RetrievedChunk, RetrievedChunk> _worstFirst = new(capacity + 1, Comparer<RetrievedChunk>.Create(Compare));

    /// <summary>A chunk must score at least this to matter.</summary>
    public float Threshold { get; private set; } = float.Epsilon;

    /// <summary>The next chunk from <paramref name="from"/> on that scores at least this; -1 when none does. Most chunks are passed over many at a time.</summary>
    public static int Next(ReadOnlySpan<float> scores, int from, float threshold)
    {
        var wanted = new Vector<float>(threshold);
        while (from <= scores.Length - Vector<float>.Count && !Vector.GreaterThanOrEqualAny(new Vector<float>(scores[from..]), wanted))
        {
            from += Vector<float>.Count;
        }

        while (from < scores.Length && scores[from] < threshold)
        {
            from++;
        }

        return from < scores.Length ? from : -1;
    }

    /// <summary>Considers a chunk of a segment.</summary>
    public void Offer(IndexSegment segment, int chunk, float score, float wordScore)
    {
        var (version, position) = segment.At(chunk);
        var candidate = new RetrievedChunk(version, position, score, wordScore);
        _worstFirst.Enqueue(candidate, candidate);
        if (_worstFirst.Count > capacity)
        {
            _worstFirst.Dequeue();
            Threshold = (float)_worstFirst.Peek().Score;
        }
    }

    /// <summary>The best, best first.</summary>
    public IReadOnlyList<RetrievedChunk> BestFirst()
    {
        var ranked = new RetrievedChunk[_worstFirst.Count];
        for (var i = ranked.Length - 1; i >= 0; i--)
        {
            ranked[i] = _worstFirst.Dequeue();
        }

        return ranked;
    }

    /// <summary>Ascending by score; equal scores in reverse reading order, whatever segment they came from.</summary>
    private static int Compare(RetrievedChunk? left, RetrievedChunk? right)
    {
        var byScore = left!.Score.CompareTo(right!.Score);
        if (byScore != 0)
        {
            return byScore;
        }

        var (a, b) = (right.Version.Document, left.Version.Document);
        var byCollection = string.CompareOrdinal(a.Collection.Name, b.Collection.Name);
        var byKey = byCollection != 0 ? byCollection : string.CompareOrdinal(a.Key, b.Key);
        return byKey != 0 ? byKey : right.Chunk.Ordinal.CompareTo(left.Chunk.Ordinal);
    }
}

/// <summary>A word of a question with what it weighs in the searched collections.</summary>
/// <param name="Query">The word.</param>
/// <param name="Chunks">In how many chunks it stands; 0 when it was not found.</param>
/// <param name="HasRelated">Whether a word that is used for it was found.</param>
/// <param name="Weight">Its inverse document frequency, in nats.</param>
public readonly record struct WeightedTerm(QueryTerm Query, int Chunks, bool HasRelated, float Weight);
