using System.Buffers;
using System.Numerics.Tensors;
using ResearchBot.Core.Search.Text;
using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Core.Search;

/// <summary>
/// One search over the open segments: BM25 of words with a share of word pairs, and BM25 of four-character runs, each
/// divided by its best and added. Every figure that weighs a term comes from these segments alone.
/// </summary>
internal sealed class FusedSearch : IDisposable
{
    // Weights from docs/evaluation.md.
    private const float PairShare = 0.2f;
    private const float RelatedShare = 0.3f;
    private const float GramShare = 0.55f;
    private const float GramShareWithoutStemmer = 0.85f;

    private readonly IReadOnlyList<SegmentView> _views;
    private readonly int _chunks;
    private readonly float[][] _words;
    private readonly float[][] _grams;

    /// <param name="views">The segments that may be searched.</param>
    /// <param name="chunks">How many chunks live in them.</param>
    public FusedSearch(IReadOnlyList<SegmentView> views, int chunks)
    {
        _views = views;
        _chunks = chunks;
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

    /// <summary>What each word of the question weighs.</summary>
    public IReadOnlyList<WeightedTerm> Weigh(SearchQuery query) =>
        [.. query.Terms.Select(term =>
        {
            var (found, weight) = Weigh(term.Forms, segment => segment.Words);
            var related = RelatedWords.Of(term.Term).Any(other => Weigh(new TermForms(other, 0), segment => segment.Words).Chunks > 0);
            return new WeightedTerm(term, found, related, weight);
        })];

    /// <summary>What each four-character run of the question weighs.</summary>
    public Dictionary<ulong, float> WeighGrams(SearchQuery query) =>
        query.Grams.ToDictionary(gram => gram, gram => Weigh(new TermForms(gram, 0), segment => segment.Grams).Weight);

    /// <summary>The best chunks, best first.</summary>
    public IReadOnlyList<RetrievedChunk> Rank(SearchQuery query, int top)
    {
        Score(query.Terms.Select(term => term.Forms), segment => segment.Words, 1, _words);
        Score(query.Related.Select(term => term.Forms), segment => segment.Words, RelatedShare, _words);
        Score(query.Pairs, segment => segment.Pairs, PairShare, _words);
        Score(query.Grams.Select(gram => new TermForms(gram, 0)), segment => segment.Grams, 1, _grams);

        var gramShare = Stemmers.Serve(query.Language) ? GramShare : GramShareWithoutStemmer;
        var perWord = PerPoint(1 - gramShare, Best(_words));
        var perGram = PerPoint(gramShare, Best(_grams));
        var ranking = new ChunkRanking(top);
        for (var i = 0; i < _views.Count; i++)
        {
            var words = _words[i].AsSpan(0, _views[i].Segment.ChunkCount);
            var grams = _grams[i].AsSpan(0, words.Length);
            for (var chunk = 0; chunk < words.Length; chunk++)
            {
                var score = (words[chunk] * perWord) + (grams[chunk] * perGram);
                if (score >= ranking.Threshold && words[chunk] + grams[chunk] > 0)
                {
                    ranking.Offer(_views[i].Segment, chunk, score, words[chunk]);
                }
            }
        }

        return ranking.BestFirst();
    }

    private void Score(IEnumerable<TermForms> terms, Func<IndexSegment, Bm25Index> choose, float share, float[][] scores)
    {
        var averageLength = AverageLength(choose);
        foreach (var term in terms)
        {
            var (found, weight) = Weigh(term, choose);
            for (var i = 0; found > 0 && i < _views.Count; i++)
            {
                choose(_views[i].Segment).Score(term.Term, weight * share, averageLength, scores[i]);
                if (term.Elsewhere != 0)
                {
                    choose(_views[i].Segment).Score(term.Elsewhere, weight * share, averageLength, scores[i]);
                }
            }
        }
    }

    private (int Chunks, float Weight) Weigh(TermForms term, Func<IndexSegment, Bm25Index> choose)
    {
        var found = 0;
        foreach (var view in _views)
        {
            found += choose(view.Segment).CountChunksWith(term.Term, view.Dead);
            found += term.Elsewhere == 0 ? 0 : choose(view.Segment).CountChunksWith(term.Elsewhere, view.Dead);
        }

        return (found, MathF.Log(1 + ((_chunks - found + 0.5f) / (found + 0.5f))));
    }

    /// <summary>What a point of a score counts; nothing where no chunk has any.</summary>
    private static float PerPoint(float share, float best) => best > 0 ? share / best : 0;

    private float AverageLength(Func<IndexSegment, Bm25Index> choose)
    {
        var total = 0L;
        foreach (var view in _views)
        {
            total += view.LivingLength(choose(view.Segment));
        }

        return _chunks == 0 ? 1 : Math.Max(1, (float)total / _chunks);
    }

    /// <summary>The best score; dead chunks are set to zero on the way.</summary>
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
            Array.Clear(buffers[i]);
        }

        return buffers;
    }
}
