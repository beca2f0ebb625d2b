using System.Collections.Immutable;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Segments;

namespace ResearchBot.Core.Search;

/// <summary>The whole index at one moment. Immutable: a search holds one and is never in anybody's way.</summary>
internal sealed record IndexSnapshot(ImmutableDictionary<CollectionId, ImmutableArray<SegmentView>> Collections)
{
    public static readonly IndexSnapshot Empty = new(ImmutableDictionary<CollectionId, ImmutableArray<SegmentView>>.Empty);

    /// <summary>The segments of all collections.</summary>
    public IEnumerable<SegmentView> Views => Collections.Values.SelectMany(views => views);

    private SearchScope ScopeOf(SearchFilter filter, List<SegmentView> views) => new(
        [.. filter.Collections.Where(Collections.ContainsKey).Distinct()],
        views.Sum(view => view.LivingDocuments),
        views.Sum(view => view.LivingChunks));

    public SearchResult Search(SearchQuery query, SearchFilter filter, int top)
    {
        var views = Open(filter);
        var scope = ScopeOf(filter, views);
        using var search = new FusedSearch(views, scope.Chunks);
        return new SearchResult(search.Rank(query, top), search.Weigh(query), search.WeighGrams(query), scope, query.Language);
    }

    private List<SegmentView> Open(SearchFilter filter)
    {
        var withdrawn = filter.Withdrawn.ToLookup(passage => passage.DocumentId);
        return [.. filter.Collections.Distinct()
            .SelectMany(id => Collections.TryGetValue(id, out var views) ? views : [])
            .Select(view => withdrawn.Count == 0 ? view : view.Without(withdrawn))];
    }
}
