namespace ResearchBot.Evaluation;

/// <summary>A set's questions, asked.</summary>
/// <param name="Set">The set.</param>
/// <param name="Index">What they were asked of.</param>
/// <param name="WithoutRelevant">Whether answerable questions were asked again without their relevant documents.</param>
/// <param name="Asked">Every question, asked of all documents.</param>
/// <param name="Answerable">The runs in which an answer is right.</param>
/// <param name="Unanswerable">The runs in which a refusal is right.</param>
internal sealed record AskedSet(
    EvaluationSet Set,
    SetIndex Index,
    bool WithoutRelevant,
    IReadOnlyList<AskedQuestion> Asked,
    IReadOnlyList<AskedQuestion> Answerable,
    IReadOnlyList<AskedQuestion> Unanswerable)
{
    /// <summary>The figures; see docs/evaluation.md.</summary>
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
            Mean(Answerable, one => one.IsRefused ? 0 : 1),
            Mean(Unanswerable, one => one.IsRefused ? 1 : 0),
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
