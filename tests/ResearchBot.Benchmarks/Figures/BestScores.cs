using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Lexical;

namespace ResearchBot.Benchmarks;

/// <summary>The best chunks of one index by BM25, as the search scores them.</summary>
internal sealed class BestScores(Bm25Index index)
{
    private readonly float[] _scores = new float[index.Count];

    public int[] Find(IReadOnlyList<ulong> terms, int top)
    {
        var norms = new LengthNorms((float)index.TotalLength / index.Count, index.LongestLength);
        Array.Clear(_scores);
        foreach (var slot in terms.Select(index.SlotOf).Where(slot => slot >= 0))
        {
            var found = index.CountChunksAt(slot, null);
            index.Score(slot, MathF.Log(1 + ((index.Count - found + 0.5f) / (found + 0.5f))), norms, _scores);
        }

        var best = new PriorityQueue<int, float>(top + 1);
        var least = float.Epsilon;
        for (var chunk = ChunkRanking.Next(_scores, 0, least); chunk >= 0; chunk = ChunkRanking.Next(_scores, chunk + 1, least))
        {
            best.Enqueue(chunk, _scores[chunk]);
            if (best.Count > top)
            {
                best.Dequeue();
                best.TryPeek(out _, out least);
            }
        }

        var ranked = new int[best.Count];
        for (var i = ranked.Length - 1; i >= 0; i--)
        {
            ranked[i] = best.Dequeue();
        }

        return ranked;
    }

    public void Warm(IEnumerable<BenchmarkQuestion> questions, int top)
    {
        foreach (var question in questions)
        {
            Find(question.Terms, top);
        }
    }
}
