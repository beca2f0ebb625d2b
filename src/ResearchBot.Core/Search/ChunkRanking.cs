using System.Numerics;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Core.Search;

/// <summary>Keeps the best chunks while a search scans the segments.</summary>
internal sealed class ChunkRanking(int capacity)
{
    private readonly PriorityQueue<RetrievedChunk, RetrievedChunk> _worstFirst = new(capacity + 1, Comparer<RetrievedChunk>.Create(Compare));

    public float Threshold { get; private set; } = float.Epsilon;

    /// <summary>The next chunk from <paramref name="from"/> on that scores at least the threshold; -1 if none does. Compares several chunks at a
    /// time.</summary>
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

    public void Offer(IndexSegment segment, int chunk, float score, float wordScore, float? cosine = null)
    {
        var (version, position) = segment.At(chunk);
        var candidate = new RetrievedChunk(version, position, score, wordScore) { Cosine = cosine };
        _worstFirst.Enqueue(candidate, candidate);
        if (_worstFirst.Count > capacity)
        {
            _worstFirst.Dequeue();
            Threshold = (float)_worstFirst.Peek().Score;
        }
    }

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

/// <summary>A word of the question and its weight in the searched collections.</summary>
/// <param name="Chunks">The number of chunks that contain it; 0 if it was not found.</param>
/// <param name="HasRelated">Whether a related word was found instead.</param>
/// <param name="Weight">Its inverse document frequency, in nats.</param>
public readonly record struct WeightedTerm(QueryTerm Query, int Chunks, bool HasRelated, float Weight);
