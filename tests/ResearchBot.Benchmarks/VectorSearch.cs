using System.Numerics.Tensors;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Benchmarks;

/// <summary>The vector index: each way to scan beside reading the same memory and beside a boxed dictionary.</summary>
internal static class VectorSearch
{
    private const int Top = 10;
    private const int Questions = 100;

    public static void Run(BenchmarkText text, int rows, Table table)
    {
        var clustered = VectorRows.Clustered(rows, Questions);
        var index = Built(clustered.Rows, "clustered", table);
        Scans(index, clustered, table, bitsBar: 0.12, peer: new BoxedDictionary(clustered.Rows));
        Recall(index, clustered.Questions, "clustered", table, judgeBits: true);

        var uniform = VectorRows.Uniform(rows, Questions);
        Recall(Built(uniform.Rows, "uniform", table), uniform.Questions, "uniform", table, judgeBits: false);

        (index, uniform) = (null!, default);
        clustered = VectorRows.Clustered(rows * 10, Questions);
        index = Built(clustered.Rows, "clustered", table);
        Scans(index, clustered, table, bitsBar: 0.07, peer: null);
        Recall(index, clustered.Questions, "clustered", table, judgeBits: true);
    }

    private static VectorIndex Built(float[] rows, string kind, Table table)
    {
        var used = Environment.CpuUsage.TotalTime;
        var index = VectorIndex.Build(VectorRows.Width, rows);
        var seconds = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        table.Title($"vectors: {index.Count:#,0} x {index.Dimensions} {kind}, top {Top}");
        table.Row("both codes made from the rows", $"{seconds:0.000} s of processor time, {index.Memory >> 20:#,0} MB held");
        return index;
    }

    private static void Scans(VectorIndex index, (float[] Rows, float[][] Questions) data, Table table, double bitsBar, BoxedDictionary? peer)
    {
        var hits = new VectorHit[Top];
        var sum = 0f;
        void Ask(int round, VectorMode mode) => index.Search(data.Questions[round % Questions], mode, [], hits);
        List<Action<int>> contenders =
        [
            _ => sum += TensorPrimitives.Sum(data.Rows),
            round => Ask(round, VectorMode.Exact),
            round => Ask(round, VectorMode.Bytes),
            round => Ask(round, VectorMode.Bits),
        ];
        Times.Of(Questions / 4, [.. contenders]);
        var times = Times.Of(Questions, [.. contenders]);
        table.Row("the rows' memory read (a sum)", times[0].ToString());
        Compared("f32 scan", times[1], "of the sum", times[0], 1.25, table);
        Compared("int8 scan, rescored", times[2], "of the f32 scan", times[1], 0.32, table);
        Compared("1-bit scan, rescored", times[3], "of the f32 scan", times[1], bitsBar, table);
        if (peer is not null)
        {
            BesidePeer(round => peer.Find(data.Questions[round % Questions], Top), contenders[2], contenders[3], table);
        }

        Allocated(index, data.Questions, hits, table);
        GC.KeepAlive(sum);
    }

    private static void Compared(string what, Times ours, string by, Times measure, double bar, Table table)
    {
        var (ratio, (least, most)) = (ours.Median / measure.Median, Times.Spread(ours, measure));
        table.Row(what, ours.ToString());
        table.Row($"  {by}", $"{ratio:0.000} ({least:0.000} to {most:0.000})", $"<= {bar}", ratio <= bar);
    }

    private static void BesidePeer(Action<int> peer, Action<int> int8, Action<int> bits, Table table)
    {
        var turns = Times.Of(Questions, peer, int8, bits);
        table.Row("boxed dictionary", turns[0].ToString());
        Faster("times faster: int8", turns[0], turns[1], 40, table);
        Faster("times faster: 1-bit", turns[0], turns[2], 100, table);

        // Question after question, each finds the processor's caches as it left them.
        var (alone, alone8, alone1) = (Times.Of(Questions / 2, peer)[0], Times.Of(Questions, int8)[0], Times.Of(Questions, bits)[0]);
        table.Row("each alone, not in turns", $"{alone.Median:0.000}, {alone8.Median:0.000}, {alone1.Median:0.000} ms: {alone.Median / alone8.Median:0} and {alone.Median / alone1.Median:0} times");
    }

    private static void Faster(string what, Times peer, Times ours, int bar, Table table)
    {
        var (ratio, (least, most)) = (peer.Median / ours.Median, Times.Spread(peer, ours));
        table.Row(what, $"{ratio:0} ({least:0} to {most:0})", $">= {bar}", ratio >= bar);
    }

    private static void Allocated(VectorIndex index, float[][] questions, VectorHit[] hits, Table table)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var question in questions)
        {
            index.Search(question, VectorMode.Bytes, [], hits);
            index.Search(question, VectorMode.Bits, [], hits);
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / (2 * questions.Length);
        table.Row("bytes allocated by a query", $"{each}", "0", each == 0);
    }

    private static void Recall(VectorIndex index, float[][] questions, string kind, Table table, bool judgeBits)
    {
        var (exact, found) = (new VectorHit[Top], new VectorHit[Top]);
        var (int8, bits) = (0, 0);
        foreach (var question in questions)
        {
            index.Search(question, VectorMode.Exact, [], exact);
            index.Search(question, VectorMode.Bytes, [], found);
            int8 += exact.Count(found.Contains);
            index.Search(question, VectorMode.Bits, [], found);
            bits += exact.Count(found.Contains);
        }

        var all = (double)questions.Length * Top;
        table.Row($"recall@10 of int8, {kind}", $"{int8 / all:0.0000}", ">= 0.999", int8 / all >= 0.999);
        if (judgeBits)
        {
            table.Row($"recall@10 of 1-bit, {kind}", $"{bits / all:0.0000}", ">= 0.999", bits / all >= 0.999);
        }
        else
        {
            table.Row($"recall@10 of 1-bit, {kind}", $"{bits / all:0.0000}");
        }
    }
}
