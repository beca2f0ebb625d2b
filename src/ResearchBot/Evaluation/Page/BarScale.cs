namespace ResearchBot.Evaluation.Page;

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
