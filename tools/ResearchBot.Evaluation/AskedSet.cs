using System.Text.Json.Serialization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;

namespace ResearchBot.Evaluation;

/// <summary>A set's questions, asked.</summary>
/// <param name="WithoutRelevant">Whether answerable questions were asked again without their relevant documents.</param>
/// <param name="Asked">Every question, asked of all documents.</param>
/// <param name="Answerable">The runs in which an answer is right.</param>
/// <param name="Unanswerable">The runs in which a refusal is right.</param>
internal sealed record AskedSet(
    EvaluationSet Set, SetIndex Index, bool WithoutRelevant, IReadOnlyList<AskedQuestion> Asked, IReadOnlyList<AskedQuestion> Answerable,
    IReadOnlyList<AskedQuestion> Unanswerable)
{
    public EvaluationReply ToReply()
    {
        var judged = Asked.Where(one => one.Query.Relevant.Count > 0).ToArray();
        var extracted = Asked.Where(one => one.IsAnswerable && one.Query.Gold.Count > 0).ToArray();
        var times = Asked.Select(one => one.Milliseconds).ToArray();
        return new EvaluationReply(
            Set.Name,
            Set.Documents.Count,
            Set.Queries.Count,
            Mean(judged, one => RankingMetrics.Ndcg(one.Ranked, one.Query.Relevant)),
            Mean(judged, one => RankingMetrics.Recall(one.Ranked, one.Query.Relevant)),
            Mean(judged, one => RankingMetrics.ReciprocalRank(one.Ranked, one.Query.Relevant)),
            Mean(extracted, one => one.IsHit(1) ? 1 : 0),
            Mean(extracted, one => one.IsHit(3) ? 1 : 0),
            RankingMetrics.Auroc([.. Answerable.Select(one => one.Offered.Confidence)], [.. Unanswerable.Select(one => one.Offered.Confidence)]),
            Mean(Answerable, one => one.Offered.Outcome == AnswerOutcome.Answered ? 1 : 0),
            Mean(Unanswerable, one => one.Offered.Outcome == AnswerOutcome.Answered ? 0 : 1),
            RankingMetrics.RefusedWhere(0.92, [.. Answerable.Select(one => one.Offered.Confidence)], [.. Unanswerable.Select(one => one.Offered.Confidence)]),
            Calibration.ErrorOf([.. Answerable.Where(one => one.Query.Gold.Count > 0).Concat(Unanswerable).Select(one => (one.Offered.Confidence, one.IsAnswerable && one.IsHit(1)))]),
            KeptByVerifier(),
            Math.Round(Index.Seconds, 3),
            Math.Round(Index.MegabytesPerSecond, 1),
            Math.Round(times.Length / Math.Max(1e-9, times.Sum() / 1000), 1),
            Math.Round(RankingMetrics.Percentile(times, 0.5), 3),
            Math.Round(RankingMetrics.Percentile(times, 0.99), 3),
            Math.Round(Index.BytesPerCharacter, 2));
    }

    private double? KeptByVerifier()
    {
        var (kept, said) = (Asked.Sum(one => one.Kept), Asked.Sum(one => one.Kept + one.Dropped));
        return said == 0 ? null : Math.Round((double)kept / said, 4);
    }

    private static double? Mean(IReadOnlyCollection<AskedQuestion> asked, Func<AskedQuestion, double> measure) =>
        asked.Count == 0 ? null : Math.Round(asked.Average(measure), 4);
}

/// <summary>The figures of an evaluation; what a set cannot tell is null. See docs/evaluation.md.</summary>
internal sealed record EvaluationReply(
    string Set,
    int Documents,
    int Queries,
    [property: JsonPropertyName("ndcg_at_10")] double? NdcgAt10,
    [property: JsonPropertyName("recall_at_10")] double? RecallAt10,
    [property: JsonPropertyName("mrr_at_10")] double? MrrAt10,
    [property: JsonPropertyName("hit_at_1")] double? HitAt1,
    [property: JsonPropertyName("hit_at_3")] double? HitAt3,
    double? RefusalAuroc,
    double? AnsweredRate,
    double? RefusedRate,
    [property: JsonPropertyName("refused_at_92")] double? RefusedAt92,
    double? CalibrationError,
    double? KeptByVerifier,
    double IndexSeconds,
    double IndexMbPerSecond,
    double QueriesPerSecond,
    [property: JsonPropertyName("p50_ms")] double P50Ms,
    [property: JsonPropertyName("p99_ms")] double P99Ms,
    double BytesPerCharacter) : Reply;

/// <summary>The usual measures of a ranked list, each 0 to 1.</summary>
internal static class RankingMetrics
{
    private const int Depth = 10;

    /// <summary>Discounted gain of the first ten against the best possible order.</summary>
    public static double Ndcg(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, double> relevant)
    {
        var gained = ranked.Take(Depth).Select((id, i) => relevant.GetValueOrDefault(id) / Math.Log2(i + 2)).Sum();
        var ideal = relevant.Values.OrderDescending().Take(Depth).Select((gain, i) => gain / Math.Log2(i + 2)).Sum();
        return gained / ideal;
    }

    /// <summary>The share of the relevant documents among the first ten.</summary>
    public static double Recall(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, double> relevant) =>
        (double)ranked.Take(Depth).Count(relevant.ContainsKey) / relevant.Count;

    /// <summary>One over the rank of the first relevant document, 0 if it is not among the first ten.</summary>
    public static double ReciprocalRank(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, double> relevant)
    {
        var first = ranked.Take(Depth).TakeWhile(id => !relevant.ContainsKey(id)).Count();
        return first < Math.Min(Depth, ranked.Count) ? 1.0 / (first + 1) : 0;
    }

    /// <summary>How often a positive scores higher than a negative; null if there are none of either.</summary>
    public static double? Auroc(IReadOnlyList<double> positives, IReadOnlyList<double> negatives)
    {
        if (positives.Count == 0 || negatives.Count == 0)
        {
            return null;
        }

        var won = positives.Sum(positive => negatives.Sum(negative => positive > negative ? 1 : positive == negative ? 0.5 : 0));
        return Math.Round(won / positives.Count / negatives.Count, 4);
    }

    /// <summary>The share of negatives below the score that a share of the positives reaches; null if there are none of either.</summary>
    public static double? RefusedWhere(double answered, IReadOnlyList<double> positives, IReadOnlyList<double> negatives)
    {
        if (positives.Count == 0 || negatives.Count == 0)
        {
            return null;
        }

        var least = positives.OrderDescending().ElementAt(Math.Min(positives.Count - 1, (int)Math.Ceiling(answered * positives.Count) - 1));
        return Math.Round((double)negatives.Count(negative => negative < least) / negatives.Count, 4);
    }

    /// <summary>The value below which a share of the values lies.</summary>
    public static double Percentile(IReadOnlyList<double> values, double share) =>
        values.Count == 0 ? 0 : values.Order().ElementAt(Math.Min(values.Count - 1, (int)(share * values.Count)));
}
