using ResearchBot.Core.Search;

namespace ResearchBot.Benchmarks;

/// <summary>The best chunks of one index by BM25, as the search scores them.</summary>
internal sealed class BestScores(Bm25Index index)
{
    private readonly float[] _scores = new float[index.Count];

    public int[] Find(IReadOnlyList<ulong> terms, int top)
    {
        var average = (float)index.TotalLength / index.Count;
        Array.Clear(_scores);
        foreach (var term in terms)
        {
            var found = index.CountChunksWith(term, null);
            index.Score(term, MathF.Log(1 + ((index.Count - found + 0.5f) / (found + 0.5f))), average, _scores);
        }

        var best = new PriorityQueue<int, float>(top + 1);
        var least = float.Epsilon;
        for (var chunk = 0; chunk < _scores.Length; chunk++)
        {
            if (_scores[chunk] < least)
            {
                continue;
            }

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
