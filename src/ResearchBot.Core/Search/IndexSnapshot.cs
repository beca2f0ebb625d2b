using System.Buffers;
using System.Collections.Immutable;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Search;

/// <summary>The whole index at one moment. Immutable: a search holds one and is never in anybody's way.</summary>
internal sealed record IndexSnapshot(ImmutableDictionary<CollectionId, ImmutableArray<SegmentView>> Collections)
{
    /// <summary>What a word that is used for one of the question's weighs beside it.</summary>
    private const float RelatedShare = 0.3f;

    public static readonly IndexSnapshot Empty = new(ImmutableDictionary<CollectionId, ImmutableArray<SegmentView>>.Empty);

    public SearchScope ScopeOf(SearchFilter filter)
    {
        var views = Open(filter);
        return new SearchScope(
            [.. filter.Collections.Where(Collections.ContainsKey).Distinct()],
            views.Sum(view => view.LivingDocuments),
            views.Sum(view => view.LivingChunks));
    }

    public SearchResult Search(SearchQuery query, SearchFilter filter, int top)
    {
        var views = Open(filter);
        var scope = ScopeOf(filter);
        var averageLength = scope.Chunks == 0 ? 1 : Math.Max(1, (float)views.Sum(view => view.LivingLength) / scope.Chunks);
        var terms = query.Terms.Select(term => Weigh(term, views, scope.Chunks)).ToArray();
        var related = query.Related.Select(term => Weigh(term, views, scope.Chunks))
            .Select(term => term with { Weight = term.Weight * RelatedShare }).ToArray();
        var ranking = new ChunkRanking(top);
        foreach (var view in views)
        {
            Rank(view, [.. terms, .. related], averageLength, ranking);
        }

        return new SearchResult(ranking.BestFirst(), terms, scope);
    }

    private List<SegmentView> Open(SearchFilter filter) =>
        [.. filter.Collections.Distinct().SelectMany(id => Collections.TryGetValue(id, out var views) ? views : [])];

    private static WeightedTerm Weigh(QueryTerm term, List<SegmentView> views, int chunks)
    {
        var found = views.Sum(view => view.Segment.Words.CountChunksWith(term.Term, view.Dead));
        return new WeightedTerm(term, found, MathF.Log(1 + ((chunks - found + 0.5f) / (found + 0.5f))));
    }

    private static void Rank(SegmentView view, WeightedTerm[] terms, float averageLength, ChunkRanking ranking)
    {
        var buffer = ArrayPool<float>.Shared.Rent(view.Segment.ChunkCount);
        try
        {
            var scores = buffer.AsSpan(0, view.Segment.ChunkCount);
            scores.Clear();
            foreach (var term in terms)
            {
                if (term.Chunks > 0)
                {
                    view.Segment.Words.Score(term.Query.Term, term.Weight, averageLength, scores);
                }
            }

            for (var chunk = 0; chunk < scores.Length; chunk++)
            {
                if (scores[chunk] >= ranking.Threshold && view.Dead?.Contains(chunk) != true)
                {
                    ranking.Offer(view.Segment, chunk, scores[chunk]);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }
}
