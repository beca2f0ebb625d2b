namespace ResearchBot.Core.Search;

/// <summary>The chunks with the best lexical scores, before meaning is weighed.</summary>
internal sealed class Candidates(int capacity)
{
    private readonly PriorityQueue<(int View, int Chunk), float> _worstFirst = new(capacity + 1);
    private float _threshold = float.Epsilon;

    /// <summary>Considers all chunks of a segment.</summary>
    public void Add(int view, ReadOnlySpan<float> scores)
    {
        for (var chunk = ChunkRanking.Next(scores, 0, _threshold); chunk >= 0; chunk = ChunkRanking.Next(scores, chunk + 1, _threshold))
        {
            _worstFirst.Enqueue((view, chunk), scores[chunk]);
            if (_worstFirst.Count > capacity)
            {
                _worstFirst.Dequeue();
                _worstFirst.TryPeek(out _, out _threshold);
            }
        }
    }

    /// <summary>In no order.</summary>
    public IEnumerable<(int View, int Chunk)> All => _worstFirst.UnorderedItems.Select(item => item.Element);
}
