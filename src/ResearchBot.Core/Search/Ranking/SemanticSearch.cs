using ResearchBot.Core.Search.Segments;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Search;

/// <summary>The chunks of the open segments that are nearest to a question by meaning.</summary>
internal sealed class SemanticSearch(IReadOnlyList<SegmentView> views, QueryVector query)
{
    private readonly SegmentVectors?[] _vectors = [.. views.Select(view =>
        view.Vectors is { } vectors && vectors.Model == query.Model && vectors.Index.Dimensions == query.Values.Length ? vectors : null)];

    /// <summary>Whether any chunk can be compared with the question.</summary>
    public bool IsPossible => _vectors.Any(vectors => vectors is not null);

    /// <summary>The nearest living chunks, nearest first.</summary>
    public IReadOnlyList<(int View, int Chunk)> Nearest(int wanted)
    {
        var mode = VectorIndex.ModeFor(_vectors.Sum(vectors => vectors?.Index.Count ?? 0));
        using var hits = VectorHits.For(query.Values.Span, mode, wanted);
        var open = new List<int>(_vectors.Length);
        for (var i = 0; i < _vectors.Length; i++)
        {
            if (_vectors[i] is { } vectors)
            {
                hits.Add(vectors.Index, views[i].LivingRows);
                open.Add(i);
            }
        }

        var found = new List<(int, int)>(wanted);
        foreach (var hit in hits.Best())
        {
            var view = open[hit.Segment];
            found.Add((view, _vectors[view]!.ChunkAt(hit.Row)));
        }

        return found;
    }

    /// <summary>The cosine of a chunk with the question; null where it has no vector.</summary>
    public float? Score(int view, int chunk) =>
        _vectors[view] is { } vectors && vectors.RowOf(chunk) is >= 0 and var row ? vectors.Index.Score(query.Values.Span, row) : null;
}
