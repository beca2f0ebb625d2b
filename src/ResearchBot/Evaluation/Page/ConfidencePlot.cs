namespace ResearchBot.Evaluation.Page;

/// <summary>How confidence tells questions that have an answer from those that have none.</summary>
internal static class ConfidencePlot
{
    public static Markup Of(AskedSet asked) => Markup.Of($"""
        <figure><h2>Does confidence tell who can be answered?</h2>
        {(asked.Answerable.Count + asked.Unanswerable.Count == 0 ? Markup.Of($"<p>Nothing was asked.</p>") : Draw(asked))}
        <figcaption><b class="key sure"></b> {asked.Answerable.Count} questions that the documents answer and <b class="key other"></b>
        {asked.Unanswerable.Count} that they do not, each as a share of its kind. The less the two overlap, the better can be refused.</figcaption></figure>
        """);

    private static Markup Draw(AskedSet asked)
    {
        var answerable = ConfidenceBins.Of(asked.Answerable);
        var unanswerable = ConfidenceBins.Of(asked.Unanswerable);
        return new BarChart("Confidence of answerable and unanswerable questions", "confidence", "share of its kind",
            ConfidenceBins.Edge(ConfidenceBins.Count), ["answerable", "not so"],
            [.. Enumerable.Range(0, ConfidenceBins.Count).Select(bin => new BarGroup(
                ConfidenceBins.Edge(bin),
                [[Part(answerable, bin, "sure", "answerable")], [Part(unanswerable, bin, "other", "unanswerable")]],
                [answerable[bin].Length, unanswerable[bin].Length]))])
        {
            InPercent = true,
        }.Draw();
    }

    private static BarPart Part(AskedQuestion[][] bins, int bin, string style, string kind) => new(
        (double)bins[bin].Length / Math.Max(1, bins.Sum(one => one.Length)), style, $"{ConfidenceBins.Name(bin)}: {bins[bin].Length} {kind}");
}
