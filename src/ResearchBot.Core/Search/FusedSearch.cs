using System.Buffers;
using System.Numerics.Tensors;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Search.Storage;
using ResearchBot.Core.Search.Vectors;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search;

/// <summary>One search over the open segments. Scores are the sum of BM25 of words (with a share of word pairs) and BM25 of four-character runs,
/// each divided by its best; if the question has a vector, similarity in meaning takes a share.</summary>
internal sealed class FusedSearch : IDisposable
{
    // Weights from docs/evaluation.md.
    private const float PairShare = 0.2f;
    private const float RelatedShare = 0.3f;
    private const float GramShare = 0.55f;
    private const float GramShareWithoutStemmer = 0.85f;
    private const int FewestCandidates = 100;
    private const float LeastOfShare = 0.3f;
    private readonly IReadOnlyList<SegmentView> _views;
    private readonly TextLanguages _languages;
    private readonly ScopedIndex _wordIndex;
    private readonly ScopedIndex _pairIndex;
    private readonly ScopedIndex _gramIndex;
    private readonly float[][] _words;
    private readonly float[][] _grams;
    private (SearchQuery? Query, IReadOnlyList<TermForms> Words, IReadOnlyList<TermForms> Pairs) _forms = (null, [], []);

    public FusedSearch(IReadOnlyList<SegmentView> views, int chunks)
    {
        _views = views;
        _languages = views.Aggregate(default(TextLanguages), (all, view) => all | view.Segment.Languages);
        _wordIndex = new ScopedIndex(views, segment => segment.Words, chunks);
        _pairIndex = new ScopedIndex(views, segment => segment.Pairs, chunks);
        _gramIndex = new ScopedIndex(views, segment => segment.Grams, chunks);
        _words = Rent();
        _grams = Rent();
    }

    public void Dispose()
    {
        foreach (var buffer in _words.Concat(_grams))
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    public IReadOnlyList<WeightedTerm> Weigh(SearchQuery query) =>
        [.. query.Terms.Zip(FormsOf(query).Words, (term, forms) =>
        {
            var (found, weight) = _wordIndex.Weigh(forms);
            var related = RelatedWords.Of(term.Term).Any(other => _wordIndex.Weigh(new TermForms(other)).Chunks > 0);
            return new WeightedTerm(term, found, related, weight);
        })];

    private (IReadOnlyList<TermForms> Words, IReadOnlyList<TermForms> Pairs) FormsOf(SearchQuery query)
    {
        if (_forms.Query != query)
        {
            var (words, pairs) = query.FormsIn(_languages);
            _forms = (query, words, pairs);
        }

        return (_forms.Words, _forms.Pairs);
    }

    public Dictionary<ulong, float> WeighGrams(SearchQuery query) =>
        query.Grams.ToDictionary(gram => gram, gram => _gramIndex.Weigh(new TermForms(gram)).Weight);

    public IReadOnlyList<RetrievedChunk> Rank(SearchQuery query, int top)
    {
        var (words, pairs) = FormsOf(query);
        _wordIndex.Score(words, 1, _words);
        _wordIndex.Score(query.Related.Select(term => new TermForms(term.Term)), RelatedShare, _words);
        _pairIndex.Score(pairs, PairShare, _words);
        _gramIndex.Score(query.Grams.Select(gram => new TermForms(gram)), 1, _grams);

        var gramShare = Stemmers.Serve(query.Language) ? GramShare : GramShareWithoutStemmer;
        var perWord = PerPoint(1 - gramShare, Best(_words));
        var bestGrams = Best(_grams);
        var perGram = PerPoint(gramShare, bestGrams);
        for (var i = 0; i < _views.Count; i++)
        {
            var fused = Fused(i);
            TensorPrimitives.Multiply(fused, perGram, fused);
            TensorPrimitives.MultiplyAdd(_words[i].AsSpan(0, fused.Length), perWord, fused, fused);
        }

        var ranking = new ChunkRanking(top);
        if (query.Vector is { } vector && new SemanticSearch(_views, vector) is { IsPossible: true } semantic)
        {
            RankWithMeaning(semantic, Share(vector, query, bestGrams), Math.Max(FewestCandidates, 2 * top), ranking);
        }
        else
        {
            RankByWords(ranking);
        }

        return ranking.BestFirst();
    }

    private void RankByWords(ChunkRanking ranking)
    {
        for (var i = 0; i < _views.Count; i++)
        {
            var fused = Fused(i);
            for (var chunk = ChunkRanking.Next(fused, 0, ranking.Threshold); chunk >= 0; chunk = ChunkRanking.Next(fused, chunk + 1, ranking.Threshold))
            {
                ranking.Offer(_views[i].Segment, chunk, fused[chunk], _words[i][chunk]);
            }
        }
    }

    /// <summary>Ranks what is near by words or by meaning; a chunk without a vector uses its lexical score for both.</summary>
    private void RankWithMeaning(SemanticSearch semantic, float share, int wanted, ChunkRanking ranking)
    {
        var candidates = new Candidates(wanted);
        for (var i = 0; i < _views.Count; i++)
        {
            candidates.Add(i, Fused(i));
        }

        var nearest = semantic.Nearest(wanted);
        if (nearest.Count == 0)
        {
            RankByWords(ranking); // only dead chunks have vectors
            return;
        }

        var (high, low) = (semantic.Score(nearest[0].View, nearest[0].Chunk)!.Value, semantic.Score(nearest[^1].View, nearest[^1].Chunk)!.Value);
        foreach (var (view, chunk) in candidates.All.Union(nearest))
        {
            var byWords = _grams[view][chunk];
            var cosine = semantic.Score(view, chunk);
            var byMeaning = cosine is { } near ? Normalise(near, low, high) : byWords;
            var score = ((1 - share) * byWords) + (share * byMeaning);
            if (score >= ranking.Threshold)
            {
                ranking.Offer(_views[view].Segment, chunk, score, _words[view][chunk], cosine);
            }
        }
    }

    /// <summary>The share of meaning: lower the more of the question the best chunk repeats literally.</summary>
    private float Share(QueryVector vector, SearchQuery query, float bestGrams)
    {
        var most = (Bm25Index.K1 + 1) * query.Grams.Sum(gram => _gramIndex.Weigh(new TermForms(gram)).Weight);
        return vector.Share * Math.Max(LeastOfShare, 1 - (bestGrams / Math.Max(1, most)));
    }

    /// <summary>1 for the nearest chunk, 0 for the last of the candidates and anything farther.</summary>
    private static float Normalise(float cosine, float low, float high) => high > low ? Math.Max(0, (cosine - low) / (high - low)) : cosine >= high ? 1 : 0;

    /// <summary>The combined lexical scores of a segment.</summary>
    private Span<float> Fused(int view) => _grams[view].AsSpan(0, _views[view].Segment.ChunkCount);

    /// <summary>The factor that turns a score into its share; 0 if no chunk scores.</summary>
    private static float PerPoint(float share, float best) => best > 0 ? share / best : 0;

    /// <summary>The best score. Sets dead chunks to zero on the way.</summary>
    private float Best(float[][] scores)
    {
        var best = 0f;
        for (var i = 0; i < _views.Count; i++)
        {
            var span = scores[i].AsSpan(0, _views[i].Segment.ChunkCount);
            _views[i].Dead?.Clear(span);
            best = span.IsEmpty ? best : Math.Max(best, TensorPrimitives.Max(span));
        }

        return best;
    }

    private float[][] Rent()
    {
        var buffers = new float[_views.Count][];
        for (var i = 0; i < buffers.Length; i++)
        {
            buffers[i] = ArrayPool<float>.Shared.Rent(Math.Max(1, _views[i].Segment.ChunkCount));
            Array.Clear(buffers[i], 0, _views[i].Segment.ChunkCount);
        }

        return buffers;
    }
}

/// <summary>The chunks with the best lexical scores, before meaning is added.</summary>
internal sealed class Candidates(int capacity)
{
    private readonly PriorityQueue<(int View, int Chunk), float> _worstFirst = new(capacity + 1);
    private float _threshold = float.Epsilon;

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

    public IEnumerable<(int View, int Chunk)> All => _worstFirst.UnorderedItems.Select(item => item.Element);
}

/// <summary>Finds the chunks of the open segments that are nearest to a question by meaning.</summary>
internal sealed class SemanticSearch(IReadOnlyList<SegmentView> views, QueryVector query)
{
    private readonly SegmentVectors?[] _vectors = [.. views.Select(view =>
        view.Vectors is { } vectors && vectors.Model == query.Model && vectors.Index.Dimensions == query.Values.Length ? vectors : null)];

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

    /// <summary>The cosine of a chunk with the question; null if it has no vector.</summary>
    public float? Score(int view, int chunk) =>
        _vectors[view] is { } vectors && vectors.RowOf(chunk) is >= 0 and var row ? vectors.Index.Score(query.Values.Span, row) : null;
}
