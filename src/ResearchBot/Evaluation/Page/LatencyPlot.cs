namespace ResearchBot.Evaluation.Page;

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
