using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Benchmarks;

/// <summary>The whole fused search of a real question with a filter, beside a plain scan of as many vectors.</summary>
internal static class WholeSearch
{
    private const string Workspace = "bench";
    private const int Collections = 10;
    private const int SegmentsPerCollection = 2;
    private const int Top = 60;
    private const int Questions = 100;

    public static void Run(BenchmarkText text, int chunks, Table table)
    {
        table.Title($"search: fused, top {Top}, {chunks:#,0} chunks inside the filter and as many outside, {Collections * SegmentsPerCollection} segments");
        var index = new DocumentIndex();
        for (var i = 0; i < Collections; i++)
        {
            var documents = text.Documents(new CollectionId(Workspace, $"c{i}"), chunks * 2 / Collections, seed: 10 + i);
            foreach (var part in documents.Chunk(documents.Length / SegmentsPerCollection))
            {
                index.Publish([IndexSegment.Build(part)], []);
            }
        }

        var filter = new ReadScope([.. Enumerable.Range(0, Collections / 2).Select(i => new CollectionId(Workspace, $"c{i * 2}"))]);
        var questions = text.Questions.Take(Questions).ToArray();
        var scan = new VectorScan(chunks);
        void Search(int round) => index.Search(SearchQuery.Parse(questions[round % questions.Length].Text), filter, Top);
        void Scan(int round) => scan.Find(round);

        var rounds = Times.Passes * questions.Length;
        Times.Of(questions.Length, Search, Scan);
        var quiet = Times.Of(rounds, Search, Scan);
        var ratio = quiet[0].Median / quiet[1].Median;
        var (least, most) = Times.Spread(quiet[0], quiet[1]);
        table.Row("fused search", quiet[0].ToString());
        table.Row($"f32 scan of {chunks:#,0} x {VectorScan.Width}, top 10", quiet[1].ToString());
        table.Row("times the scan", $"{ratio:0.00} ({least:0.00} to {most:0.00})", "<= 3", ratio <= 3);

        using var load = new LoadUnderWay(text, index, filter.Collections[0], chunks / 50);
        var busy = Times.Of(rounds, Search)[0];
        var tail = busy.Percentile(0.99) / busy.Median;
        table.Row($"fused search while a load runs", busy.ToString());
        table.Row("p99 of that by its median", $"{tail:0.0}, {load.Published} publications", "<= 5", tail <= 5);
    }
}
