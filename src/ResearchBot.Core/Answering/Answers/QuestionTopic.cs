using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>Where the answer to a follow-up probably stands: where the answers before it were found.</summary>
/// <param name="Places">The likeliest first.</param>
/// <param name="Share">What a passage there gains, on the scale of fused scores.</param>
public sealed record QuestionTopic(IReadOnlyList<TopicPlace> Places, double Share)
{
    /// <summary>What a passage elsewhere in those documents gains, of what one in the same section gains.</summary>
    private const double ShareOfDocument = 0.75;

    /// <summary>How many passages are ranked anew.</summary>
    private const int Width = 48;

    private const float ShareOfTaken = 0.5f;

    /// <summary>How many passages of the topic's documents are among those found, however they are ranked.</summary>
    private const int Kept = 3;

    /// <summary>Finds the passages for a question, those of its topic ranked higher.</summary>
    /// <param name="query">The question standing alone.</param>
    public static SearchResult Search(DocumentIndex index, SearchQuery query, ReadScope scope, int top, Question question)
    {
        var found = question.Topic is { } topic ? topic.Search(index, query, scope, top) : index.Search(query, scope, top);
        return question.Meant is null ? found : Lighten(found, question.Text);
    }

    private SearchResult Search(DocumentIndex index, SearchQuery query, ReadScope scope, int top)
    {
        var ids = Places.Select(place => place.DocumentId).ToHashSet();
        var within = index.Search(query, scope, Math.Min(Kept, top / 2), document => ids.Contains(document.Id));
        return Prefer(index.Search(query, scope, Math.Max(top, Width)), within.Chunks, top);
    }

    /// <summary>Lets words that were taken along count less than those that were asked: they tell where the answer stands, not which sentence it is.</summary>
    private static SearchResult Lighten(SearchResult found, string asked)
    {
        var query = SearchQuery.Parse(asked);
        var (words, grams) = (query.Terms.Select(term => term.Term).ToHashSet(), query.Grams.ToHashSet());
        WeightedTerm[] terms = [.. found.Terms.Select(term => words.Contains(term.Query.Term) ? term : term with { Weight = term.Weight * ShareOfTaken })];
        var share = terms.Sum(term => term.Weight) / Math.Max(float.Epsilon, found.Terms.Sum(term => term.Weight));
        return found with
        {
            Terms = terms,
            Grams = found.Grams.ToDictionary(gram => gram.Key, gram => grams.Contains(gram.Key) ? gram.Value : gram.Value * ShareOfTaken),
            Chunks = [.. found.Chunks.Select(chunk => chunk with { WordScore = chunk.WordScore * share })],
        };
    }

    private SearchResult Prefer(SearchResult found, IReadOnlyList<RetrievedChunk> within, int top)
    {
        var ranked = found.Chunks.Select(chunk => chunk with { Score = (chunk.Score + Gain(chunk)) / (1 + Share) }).OrderByDescending(chunk => chunk.Score).ToArray();
        var missing = within.Where(chunk => !ranked.Take(top).Any(one => Same(one, chunk))).ToArray();
        var kept = ranked.Take(top - missing.Length).ToArray();
        var least = kept.Length == 0 ? 0 : kept[^1].Score;
        return found with { Chunks = [.. kept, .. missing.Select(chunk => ranked.FirstOrDefault(one => Same(one, chunk)) ?? chunk with { Score = Math.Min(chunk.Score, least) })] };
    }

    private static bool Same(RetrievedChunk one, RetrievedChunk other) => ReferenceEquals(one.Version, other.Version) && one.Chunk.Start == other.Chunk.Start;

    private double Gain(RetrievedChunk chunk)
    {
        var places = Places.Where(place => place.DocumentId == chunk.Version.Document.Id).ToArray();
        return places.Length == 0 ? 0
            : places.Any(place => place.Section is { } section && chunk.Chunk.Place.Section?.StartsWith(section, StringComparison.Ordinal) == true) ? Share
            : ShareOfDocument * Share;
    }
}

/// <summary>A section of a document.</summary>
/// <param name="Section">Its headings; null if the document has none there.</param>
public sealed record TopicPlace(string DocumentId, string Title, string? Section);
