using System.Diagnostics;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Benchmarks;

/// <summary>The first misspelt question, which collects the words of all segments, and those after it.</summary>
internal static class SpellingCorrection
{
    private const int Segments = 20;
    private const int Rounds = 15;

    public static void Run(BenchmarkText text, int chunks, Table table)
    {
        table.Title($"spelling: a question with a misspelt word over {chunks:#,0} chunks");
        var collection = new CollectionId("bench", "spelling");
        var index = new DocumentIndex();
        foreach (var documents in text.Documents(collection, chunks, seed: 3).Chunk(chunks / 25 / Segments))
        {
            index.Publish([IndexSegment.Build(documents)], [.. documents.Select(version => version.Document.Id)]);
        }

        var scope = new ReadScope([collection]);
        var query = SearchQuery.Parse("what does the governemnt pay");
        index.Correct(SearchQuery.Parse("what does the government pay"), scope);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        var corrected = index.Correct(query, scope);
        table.Row("the first, ms", $"{Stopwatch.GetElapsedTime(started).TotalMilliseconds:0}", "<= 1000", Stopwatch.GetElapsedTime(started).TotalMilliseconds <= 1_000);
        table.Row("words kept, MB", $"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0.0}");
        table.Row("searched for", string.Join(", ", corrected.Corrected.Select(word => word.To)));
        table.Row("the next, ms", $"{Median(() => index.Correct(query, scope)):0.0}");
        var right = SearchQuery.Parse("what does the government pay");
        table.Row("without a misspelt word, ms", $"{Median(() => index.Correct(right, scope)):0.00}");
    }

    private static double Median(Action run)
    {
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            run();
            times[round] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return Times.PercentileOf(times, 0.5);
    }
}
