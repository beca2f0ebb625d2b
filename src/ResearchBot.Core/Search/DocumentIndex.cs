using System.Collections.Immutable;
using ResearchBot.Core.Search.Storage;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Search;

/// <summary>The in-memory index of all collections, a cache of the store. Searches read an immutable snapshot that each publication replaces as
/// a whole.</summary>
public sealed class DocumentIndex
{
    /// <summary>Segments with at most this many chunks are merged when a collection has many of them.</summary>
    private const int SmallSegment = 4_000;
    private const int MostSmallSegments = 8;
    private readonly Lock _publishing = new();
    private readonly Dictionary<string, CollectionId> _collectionOf = [];
    private volatile IndexSnapshot _snapshot = IndexSnapshot.Empty;

    internal IndexSnapshot Snapshot => _snapshot;

    /// <summary>The best chunks for a query, best first.</summary>
    public SearchResult Search(SearchQuery query, ReadScope filter, int top) => Search(query, filter, top, where: null);

    /// <summary>The same, restricted to the documents that meet a condition. The others do not count in any statistics.</summary>
    internal SearchResult Search(
        SearchQuery query, ReadScope filter, int top, Predicate<Document>? where, (ReadOnlyMemory<float> Values, float Share)? vector = null) =>
        _snapshot.Search(query, filter, top, where, vector);

    /// <summary>The query with its misspelt words corrected from what the reader may see; the same query if there are none.</summary>
    public SearchQuery Correct(SearchQuery query, ReadScope filter)
    {
        var corrected = _snapshot.Correct(query, filter);
        if (corrected != query)
        {
            foreach (var view in _snapshot.Views.Where(view => view.Segment.IsForOneQuery))
            {
                Replace(view, IndexSegment.Build([.. view.LivingVersions()], corrected.IndexTermsIn));
            }
        }

        return corrected;
    }

    /// <summary>The chunks nearest to a vector of unit length, by their cosine.</summary>
    internal IReadOnlyList<RetrievedChunk> Nearest(ReadOnlyMemory<float> vector, ReadScope filter, int top, Predicate<Document>? where) =>
        _snapshot.Nearest(vector, filter, top, where);

    /// <summary>Adds segments and retires the older versions of documents, in one step.</summary>
    /// <param name="replaced">Ids of documents whose older versions end: those in the new segments, and the removed ones.</param>
    public void Publish(IReadOnlyCollection<IndexSegment> segments, IReadOnlyCollection<string> replaced)
    {
        lock (_publishing)
        {
            var collections = _snapshot.Collections;
            var before = replaced.Where(_collectionOf.ContainsKey).Select(id => _collectionOf[id]).Distinct().SelectMany(id => collections[id]).ToArray();
            foreach (var group in replaced.Where(_collectionOf.ContainsKey).GroupBy(id => _collectionOf[id]))
            {
                collections = collections.SetItem(group.Key, Without(collections[group.Key], [.. group]));
            }

            foreach (var segment in segments.Where(segment => segment.Documents.Count > 0))
            {
                var views = collections.GetValueOrDefault(segment.Collection, []);
                collections = collections.SetItem(segment.Collection, Merge(views.Add(new SegmentView(segment, SegmentVectors.Carry(before, segment)))));
            }

            foreach (var id in replaced)
            {
                _collectionOf.Remove(id);
            }

            foreach (var document in segments.SelectMany(segment => segment.Documents).OfType<DocumentVersion>())
            {
                _collectionOf[document.Document.Id] = document.Document.Collection;
            }

            _snapshot = new IndexSnapshot(collections.RemoveRange(
                collections.Where(entry => entry.Value.IsEmpty).Select(entry => entry.Key)));
        }
    }

    /// <summary>Adds vectors to chunks of the index. Vectors of versions that are not in the index are ignored.</summary>
    /// <param name="vectors">All of one model; they replace vectors of any other model.</param>
    public void Publish(IReadOnlyList<ChunkVectors> vectors)
    {
        lock (_publishing)
        {
            var collections = _snapshot.Collections;
            foreach (var group in vectors.Where(one => _collectionOf.ContainsKey(one.DocumentId)).GroupBy(one => _collectionOf[one.DocumentId]))
            {
                var own = group.ToLookup(one => (one.DocumentId, one.Version));
                collections = collections.SetItem(group.Key, [.. collections[group.Key].Select(view => view.With(own))]);
            }

            if (collections != _snapshot.Collections)
            {
                _snapshot = new IndexSnapshot(collections);
            }
        }
    }

    /// <summary>Replaces a view by another segment of the same documents; does nothing if the view has changed meanwhile.</summary>
    internal void Replace(SegmentView view, IndexSegment renewed)
    {
        lock (_publishing)
        {
            var collection = view.Segment.Collection;
            if (_snapshot.Collections.TryGetValue(collection, out var views) && views.Contains(view))
            {
                _snapshot = new IndexSnapshot(_snapshot.Collections.SetItem(collection, views.Replace(view, new SegmentView(renewed, SegmentVectors.Carry([view], renewed)))));
            }
        }
    }

    private static ImmutableArray<SegmentView> Without(ImmutableArray<SegmentView> views, HashSet<string> ids) =>
        [.. views.Select(view => view.Without(ids)).Where(view => view.LivingDocuments > 0)];

    private static ImmutableArray<SegmentView> Merge(ImmutableArray<SegmentView> views)
    {
        var small = views.Where(view => view.Segment.ChunkCount <= SmallSegment).ToArray();
        if (small.Length <= MostSmallSegments)
        {
            return views;
        }

        // Merges the smallest segments up to the first that is clearly larger than all before it together, so that each document is rebuilt
        // a logarithmic number of times.
        var merged = new List<SegmentView>();
        var chunks = 0;
        foreach (var view in small.OrderBy(view => view.LivingChunks))
        {
            if (merged.Count > 1 && view.LivingChunks > 2 * chunks)
            {
                break;
            }

            merged.Add(view);
            chunks += view.LivingChunks;
        }

        var segment = IndexSegment.Build([.. merged.SelectMany(view => view.LivingVersions())]);
        return [.. views.Except(merged), new SegmentView(segment, SegmentVectors.Carry(merged, segment))];
    }
}

/// <summary>The whole index at one moment. Immutable.</summary>
internal sealed record IndexSnapshot(ImmutableDictionary<CollectionId, ImmutableArray<SegmentView>> Collections)
{
    public static readonly IndexSnapshot Empty = new(ImmutableDictionary<CollectionId, ImmutableArray<SegmentView>>.Empty);

    public IEnumerable<SegmentView> Views => Collections.Values.SelectMany(views => views);

    private SearchScope ScopeOf(ReadScope filter, List<SegmentView> views) => new(
        [.. filter.Collections.Where(Collections.ContainsKey).Distinct()],
        views.Sum(view => view.LivingDocuments),
        views.Sum(view => view.LivingChunks));

    public SearchResult Search(
        SearchQuery query, ReadScope filter, int top, Predicate<Document>? where, (ReadOnlyMemory<float> Values, float Share)? vector)
    {
        var views = Open(filter, where);
        query = vector is { } given && ModelOf(views, given.Values) is { } model ? query.With(new QueryVector(model, given.Values, given.Share)) : query;
        var scope = ScopeOf(filter, views);
        using var search = new FusedSearch(views, scope.Chunks);
        return new SearchResult(search.Rank(query, top), search.Weigh(query), search.WeighGrams(query), scope, query.Language) { Corrected = query.Corrected };
    }

    public SearchQuery Correct(SearchQuery query, ReadScope filter)
    {
        var views = Open(filter, where: null);
        using var search = new FusedSearch(views, ScopeOf(filter, views).Chunks);
        return new Spelling(views, search).Correct(query);
    }

    public IReadOnlyList<RetrievedChunk> Nearest(ReadOnlyMemory<float> vector, ReadScope filter, int top, Predicate<Document>? where)
    {
        var views = Open(filter, where);
        if (ModelOf(views, vector) is not { } model)
        {
            return [];
        }

        var semantic = new SemanticSearch(views, new QueryVector(model, vector, 1));
        return [.. semantic.Nearest(top).Select(hit =>
        {
            var (version, chunk) = views[hit.View].Segment.At(hit.Chunk);
            return new RetrievedChunk(version, chunk, semantic.Score(hit.View, hit.Chunk)!.Value, 0);
        })];
    }

    /// <summary>The model whose vectors a ready-made vector is compared with; null if the index has none.</summary>
    private static string? ModelOf(List<SegmentView> views, ReadOnlyMemory<float> vector)
    {
        var vectors = views.Select(view => view.Vectors).OfType<SegmentVectors>().ToArray();
        return vectors.FirstOrDefault(one => one.Index.Dimensions == vector.Length)?.Model
            ?? (vectors.Length == 0 ? null : throw new ArgumentException(
                $"The vector to search for has {vector.Length} dimensions, the index {vectors[0].Index.Dimensions}. Make it with the same model.", nameof(vector)));
    }

    private List<SegmentView> Open(ReadScope filter, Predicate<Document>? where)
    {
        var withdrawn = filter.Withdrawn.ToLookup(passage => passage.DocumentId);
        return [.. filter.Collections.Distinct()
            .SelectMany(id => Collections.TryGetValue(id, out var views) ? views : [])
            .Select(view => where is null ? view : view.Where(where))
            .Where(view => view.LivingDocuments > 0)
            .Select(view => withdrawn.Count == 0 ? view : view.Without(withdrawn))];
    }
}
