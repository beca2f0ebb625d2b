using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Benchmarks;

/// <summary>What the index keeps beside the text.</summary>
internal static class Memory
{
    public static void Run(BenchmarkText text, int chunks, Table table)
    {
        table.Title($"memory: heap after a full collection, without the text, {chunks:#,0} chunks");
        var documents = text.Documents(new CollectionId("bench", "memory"), chunks, seed: 3);
        var characters = documents.Sum(version => (long)version.Text.Length);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var segment = IndexSegment.Build(documents);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)characters;
        table.Row("bytes for each character of text", $"{each:0.00}", "<= 4", each <= 4);
        GC.KeepAlive(segment);
        GC.KeepAlive(documents);
    }
}
