namespace ResearchBot.Evaluation;

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
