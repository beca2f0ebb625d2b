
namespace ResearchBot.Evaluation;

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

/// <summary>How long questions took.</summary>
internal static class LatencyPlot
{
    private const int MostBins = 12;

    public static Markup Of(AskedSet asked, EvaluationReply figures) => Markup.Of($"""
        <figure><h2>How long did a question take?</h2>
        {(asked.Asked.Count == 0 ? Markup.Of($"<p>Nothing was asked.</p>") : Draw([.. asked.Asked.Select(one => one.Milliseconds)], figures.P99Ms))}
        <figcaption>Search and extraction of {asked.Asked.Count} questions, one after another in this process, without a
        model. Half took at most {figures.P50Ms:0.0} ms, 99 of 100 at most {figures.P99Ms:0.0} ms, the slowest {(asked.Asked.Count == 0 ? 0 : asked.Asked.Max(one => one.Milliseconds)):0.0} ms.
        The last bar holds all that took longer; the first questions pay for the start of the program.</figcaption></figure>
        """);

    private static Markup Draw(double[] times, double most)
    {
        var width = BarScale.RoundUp(Math.Max(most, 0.001) / (MostBins - 1));
        var shown = (int)Math.Ceiling(most / width) + 1;
        var bins = times.ToLookup(time => Math.Min(shown - 1, (int)(time / width)));
        return new BarChart("Questions by the time that they took", "milliseconds", "questions", "more", ["questions"],
            [.. Enumerable.Range(0, shown).Select(bin => new BarGroup(
                $"{bin * width:0.###}",
                [[new BarPart(bins[bin].Count(), "sure", $"from {bin * width:0.###} ms: {bins[bin].Count()} questions")]],
                [bins[bin].Count()]))]).Draw();
    }
}

/// <summary>Runs by their confidence, in ten bins.</summary>
internal static class ConfidenceBins
{
    public const int Count = 10;

    /// <summary>The runs of each bin, the least confident first; 1 falls into the last.</summary>
    public static AskedQuestion[][] Of(IEnumerable<AskedQuestion> asked)
    {
        var bins = asked.ToLookup(one => Math.Clamp((int)(one.Offered.Confidence * Count), 0, Count - 1));
        return [.. Enumerable.Range(0, Count).Select(bin => bins[bin].ToArray())];
    }

    public static string Edge(int bin) => $"{(double)bin / Count:0.0}";

    public static string Name(int bin) => $"confidence {Edge(bin)} to {Edge(bin + 1)}";
}
