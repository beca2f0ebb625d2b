using System.Diagnostics;
using System.Text;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Benchmarks;

/// <summary>
/// All three lexical indexes from text in memory. By processor time of the whole process, its garbage collections too: what
/// one core would do that nobody else used meanwhile.
/// </summary>
internal static class Indexing
{
    private const int Rounds = 15;
    private const double Megabyte = 1_000_000;

    public static void Run(BenchmarkText text, int chunks, Table table)
    {
        chunks /= 10;
        table.Title($"indexing: words, pairs and four-character runs of {chunks:#,0} chunks");
        var documents = text.Documents(new CollectionId("bench", "indexing"), chunks, seed: 2);
        var megabytes = documents.Sum(version => (double)Encoding.UTF8.GetByteCount(version.Text)) / Megabyte;
        IndexSegment.Build(documents);
        IndexSegment.Build(documents);
        var (byProcessor, byClock) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            var (used, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            IndexSegment.Build(documents);
            byClock[round] = megabytes / Stopwatch.GetElapsedTime(started).TotalSeconds;
            byProcessor[round] = megabytes / (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        }

        var median = Times.PercentileOf(byProcessor, 0.5);
        table.Row("MB of UTF-8 text a second of processor time", $"{median:0.0} ({byProcessor.Min():0.0} to {byProcessor.Max():0.0})", ">= 10", median >= 10);
        table.Row("by the clock, with whatever else ran", $"{Times.PercentileOf(byClock, 0.5):0.0} ({byClock.Min():0.0} to {byClock.Max():0.0})");
    }
}
