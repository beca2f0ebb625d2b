using System.Diagnostics;
using System.Text;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;

namespace ResearchBot.Benchmarks;

/// <summary>One core, all three lexical indexes, text from memory.</summary>
internal static class Indexing
{
    private const int Rounds = 15;
    private const double Megabyte = 1_000_000;

    public static void Run(BenchmarkText text, int chunks, Table table)
    {
        chunks /= 10;
        table.Title($"indexing: words, pairs and four-character runs of {chunks:#,0} chunks, one core");
        var documents = text.Documents(new CollectionId("bench", "indexing"), chunks, seed: 2);
        var bytes = documents.Sum(version => (double)Encoding.UTF8.GetByteCount(version.Text)) / Megabyte;
        IndexSegment.Build(documents);
        var speeds = Enumerable.Range(0, Rounds).Select(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            IndexSegment.Build(documents);
            return bytes / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }).Order().ToArray();
        var median = speeds[Rounds / 2];
        table.Row("MB of UTF-8 text a second", $"{median:0.0} ({speeds[0]:0.0} to {speeds[^1]:0.0})", ">= 10", median >= 10);
    }
}
