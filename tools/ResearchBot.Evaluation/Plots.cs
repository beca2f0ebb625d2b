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

/// <summary>Bars over an axis, as SVG that takes its colours from the page.</summary>
/// <param name="Name">What it shows, for those who do not see it.</param>
internal sealed record BarChart(
    string Name, string Across, string Up, string LastEdge, IReadOnlyList<string> CountNames, IReadOnlyList<BarGroup> Groups)
{
    private const double Left = 68;
    private const double Right = 442;
    private const double Top = 24;
    private const double Ground = 210;
    private const double Row = 14;

    /// <summary>The value at the top; the highest bar's if not said.</summary>
    public double? Highest { get; init; }

    /// <summary>Whether values are shares, written in percent.</summary>
    public bool InPercent { get; init; }

    /// <summary>Whether a dotted line goes from the lowest left to the highest right.</summary>
    public bool HasDiagonal { get; init; }

    private double Width => (Right - Left) / Groups.Count;

    public Markup Draw()
    {
        var scale = BarScale.To(Highest ?? Groups.SelectMany(group => group.Stacks).Max(stack => stack.Sum(part => part.Value)), InPercent);
        var bottom = Ground + 34 + (Row * CountNames.Count);
        return Markup.Of($"""
            <svg viewBox="0 0 460 {bottom + 6:0}" role="img" aria-label="{Name}">
            {scale.Ticks.Select(tick => Markup.Of($"""
                <line class="grid" x1="{Left:0.#}" x2="{Right:0.#}" y1="{Y(tick, scale):0.#}" y2="{Y(tick, scale):0.#}"/><text class="end" x="{Left - 6:0.#}" y="{Y(tick, scale) + 4:0.#}">{scale.Write(tick)}</text>
                """))}
            <text x="4" y="11">{Up}</text>
            {Groups.Select((group, i) => Draw(group, i, scale))}
            {(HasDiagonal ? Markup.Of($"""<line class="ideal" x1="{Left:0.#}" y1="{Ground:0.#}" x2="{Right:0.#}" y2="{Y(1, scale):0.#}"/>""") : default)}
            <line class="ground" x1="{Left:0.#}" x2="{Right:0.#}" y1="{Ground:0.#}" y2="{Ground:0.#}"/>
            <text class="mid" x="{Right:0.#}" y="{Ground + Row:0.#}">{LastEdge}</text>
            {CountNames.Select((name, row) => Markup.Of($"""<text x="4" y="{RowAt(row):0.#}">{name}</text>"""))}
            <text class="mid" x="{(Left + Right) / 2:0.#}" y="{bottom:0.#}">{Across}</text>
            </svg>
            """);
    }

    private static double RowAt(int row) => Ground + (Row * (row + 2));

    private static double Y(double value, BarScale scale) => Ground - ((Ground - Top) * value / scale.Top);

    private Markup Draw(BarGroup group, int position, BarScale scale)
    {
        var left = Left + (position * Width);
        var bar = (Width - 4) / group.Stacks.Count;
        return Markup.Of($"""
            {group.Stacks.Select((stack, i) => Draw(stack, left + 2 + (i * bar), bar - 1, scale))}
            <text class="mid" x="{left:0.#}" y="{Ground + Row:0.#}">{group.Edge}</text>
            {group.Counts.Select((count, row) => Markup.Of($"""<text class="count mid" x="{left + (Width / 2):0.#}" y="{RowAt(row):0.#}">{count}</text>"""))}
            """);
    }

    private static Markup Draw(IReadOnlyList<BarPart> stack, double left, double width, BarScale scale)
    {
        var below = 0.0;
        var parts = new List<Markup>();
        foreach (var part in stack)
        {
            var (foot, head) = (Y(below, scale), Y(below += part.Value, scale));
            parts.Add(Markup.Of($"""<rect class="{part.Style}" x="{left:0.##}" y="{head:0.##}" width="{width:0.##}" height="{foot - head:0.##}"><title>{part.Says}</title></rect>"""));
        }

        return Markup.Of($"{parts}");
    }
}

/// <summary>What stands over one stretch of a chart's ground line.</summary>
/// <param name="Edge">What its left end is called; may be empty.</param>
/// <param name="Stacks">Bars side by side, each of parts upon each other.</param>
internal sealed record BarGroup(string Edge, IReadOnlyList<IReadOnlyList<BarPart>> Stacks, IReadOnlyList<int> Counts);

/// <summary>A part of a bar.</summary>
internal sealed record BarPart(double Value, string Style, string Says);

/// <summary>Round values up a chart's side.</summary>
internal sealed record BarScale(double Step, double Top, bool InPercent)
{
    private const int About = 5;

    private static readonly double[] RoundDigits = [1, 2, 5, 10];

    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round(Top / Step) + 1).Select(tick => tick * Step);

    /// <summary>A scale from 0 to the highest value or a little above.</summary>
    public static BarScale To(double highest, bool inPercent)
    {
        var step = RoundUp(Math.Max(highest, 1e-6) / About);
        step = inPercent ? step : Math.Max(1, step);
        return new BarScale(step, step * Math.Max(1, Math.Ceiling((highest / step) - 1e-9)), inPercent);
    }

    /// <summary>The next of 1, 2 or 5 times a power of ten.</summary>
    public static double RoundUp(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return RoundDigits.Select(digit => digit * power).First(round => round >= value * (1 - 1e-9));
    }

    public string Write(double value) => InPercent ? $"{100 * value:0.#} %" : $"{value:0.#}";
}
