using System.Diagnostics.Metrics;

namespace ResearchBot.Discord.Events;

/// <summary>How long interactions waited for their acknowledgement, from the event on.</summary>
internal sealed class AcknowledgementTimes
{
    private static readonly Meter Meter = new("ResearchBot.Discord");
    private static readonly Histogram<double> Histogram = Meter.CreateHistogram<double>("discord.acknowledgement", "ms", "From an interaction's arrival to its acknowledgement.");

    private readonly Lock _lock = new();
    private readonly Queue<double> _latest = new();

    /// <summary>Notes one.</summary>
    public void Add(TimeSpan elapsed)
    {
        Histogram.Record(elapsed.TotalMilliseconds);
        lock (_lock)
        {
            _latest.Enqueue(elapsed.TotalMilliseconds);
            if (_latest.Count > 1_000)
            {
                _latest.Dequeue();
            }
        }
    }

    /// <summary>A quantile of the last thousand, in milliseconds; 0 where there are none.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share)
    {
        lock (_lock)
        {
            var sorted = _latest.Order().ToArray();
            return sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
        }
    }
}
