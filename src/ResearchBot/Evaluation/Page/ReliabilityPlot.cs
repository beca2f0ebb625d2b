namespace ResearchBot.Evaluation.Page;

/// <summary>Whether confidence means what it says.</summary>
internal static class ReliabilityPlot
{
    public static Markup Of(AskedSet asked)
    {
        var judged = asked.Answerable.Where(one => one.Query.Gold.Count > 0).Concat(asked.Unanswerable).ToArray();
        var unknown = asked.Answerable.Count + asked.Unanswerable.Count - judged.Length;
        return Markup.Of($"""
            <figure><h2>Is confidence earned?</h2>
            {(judged.Length == 0 ? Markup.Of($"<p>The set knows no answers, so nobody can tell.</p>") : Draw(judged, unknown))}</figure>
            """);
    }

    private static Markup Draw(AskedQuestion[] judged, int unknown) => Markup.Of($"""
        {Chart(judged).Draw()}
        <figcaption>The share of questions that went right, by the confidence of the best sentence.
        <b class="key sure"></b> The best sentence is a known answer or holds it.
        <b class="key soft"></b> The documents do not answer, and the question was refused.
        The rest went wrong, or was right in a way that the set does not know. If a confidence of .7 meant that 7 of 10 best
        sentences are right, the lower parts alone would follow the dotted line.
        {(unknown > 0 ? Markup.Of($"Left out: {unknown} answerable without a known answer.") : default)}</figcaption>
        """);

    private static BarChart Chart(AskedQuestion[] judged) =>
        new("Share of right outcomes by confidence", "confidence", "share right", ConfidenceBins.Edge(ConfidenceBins.Count), ["questions"],
            [.. ConfidenceBins.Of(judged).Select(Group)])
        {
            Highest = 1,
            InPercent = true,
            HasDiagonal = true,
        };

    private static BarGroup Group(AskedQuestion[] bin, int position)
    {
        var known = bin.Count(one => one.IsAnswerable && one.IsHit(1));
        var refused = bin.Count(one => !one.IsAnswerable && one.IsRefused);
        return new BarGroup(ConfidenceBins.Edge(position), [[Part(known, "sure", "hold a known answer"), Part(refused, "soft", "rightly refused")]], [bin.Length]);

        BarPart Part(int count, string style, string what) => new(
            (double)count / Math.Max(1, bin.Length), style, $"{ConfidenceBins.Name(position)}: {count} of {bin.Length} {what}");
    }
}
