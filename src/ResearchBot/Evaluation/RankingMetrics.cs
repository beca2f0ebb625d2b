namespace ResearchBot.Evaluation;

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

    /// <summary>One over the rank of the first relevant document, 0 when it is not among the first ten.</summary>
    public static double ReciprocalRank(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, double> relevant)
    {
        var first = ranked.Take(Depth).TakeWhile(id => !relevant.ContainsKey(id)).Count();
        return first < Math.Min(Depth, ranked.Count) ? 1.0 / (first + 1) : 0;
    }

    /// <summary>How often a positive scores higher than a negative; null when there are none of either.</summary>
    public static double? Auroc(IReadOnlyList<double> positives, IReadOnlyList<double> negatives)
    {
        if (positives.Count == 0 || negatives.Count == 0)
        {
            return null;
        }

        var won = positives.Sum(positive => negatives.Sum(negative => positive > negative ? 1 : positive == negative ? 0.5 : 0));
        return Math.Round(won / positives.Count / negatives.Count, 4);
    }

    /// <summary>The value below which a share of the values lies.</summary>
    public static double Percentile(IReadOnlyList<double> values, double share) =>
        values.Count == 0 ? 0 : values.Order().ElementAt(Math.Min(values.Count - 1, (int)(share * values.Count)));
}
