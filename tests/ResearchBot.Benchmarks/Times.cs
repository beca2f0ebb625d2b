using System.Diagnostics;

namespace ResearchBot.Benchmarks;

/// <summary>How long each round of one contender took.</summary>
internal sealed class Times(double[] milliseconds)
{
    private const int Blocks = 5;

    public double Median => Percentile(0.5);

    public double Percentile(double share) => PercentileOf(milliseconds, share);

    public override string ToString() =>
        $"{Median:0.000} ms (quarter {Percentile(0.25):0.000} to {Percentile(0.75):0.000}, p99 {Percentile(0.99):0.000})";

    /// <summary>How the ratio of the medians varies over five parts of the run.</summary>
    public static (double Least, double Most) Spread(Times over, Times under)
    {
        var ratios = over.BlockMedians().Zip(under.BlockMedians(), (a, b) => a / b).ToArray();
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

    private IEnumerable<double> BlockMedians() =>
        milliseconds.Chunk((milliseconds.Length + Blocks - 1) / Blocks).Select(block => PercentileOf(block, 0.5));

    private static double PercentileOf(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }
}
