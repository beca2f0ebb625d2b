using System.Diagnostics;

namespace ResearchBot.Benchmarks;

/// <summary>How long each round of one contender took.</summary>
internal sealed class Times(double[] milliseconds)
{
    /// <summary>How often a run goes through its tasks, so that a ratio can be stated for each pass.</summary>
    public const int Passes = 5;

    public double Median => Percentile(0.5);

    public double Percentile(double share) => PercentileOf(milliseconds, share);

    public override string ToString() =>
        $"{Median:0.000} ms (quarter {Percentile(0.25):0.000} to {Percentile(0.75):0.000}, p99 {Percentile(0.99):0.000})";

    /// <summary>How the ratio of the medians varies over the passes.</summary>
    public static (double Least, double Most) Spread(Times over, Times under)
    {
        var ratios = over.MedianOfEachPass().Zip(under.MedianOfEachPass(), (a, b) => a / b).ToArray();
        return (ratios.Min(), ratios.Max());
    }

    /// <summary>Every round runs every contender once on the same task, each round beginning with another, so that noise meets all.</summary>
    public static Times[] Of(int rounds, params Action<int>[] contenders)
    {
        var times = contenders.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var turn = (round + i) % contenders.Length;
                var started = Stopwatch.GetTimestamp();
                contenders[turn](round);
                times[turn][round] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }

        return [.. times.Select(series => new Times(series))];
    }

    private IEnumerable<double> MedianOfEachPass() =>
        milliseconds.Chunk((milliseconds.Length + Passes - 1) / Passes).Select(pass => PercentileOf(pass, 0.5));

    public static double PercentileOf(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }
}
