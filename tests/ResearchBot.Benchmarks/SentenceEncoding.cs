using System.Diagnostics;
using System.Globalization;
using ResearchBot.Encoder;
using ResearchBot.Encoder.Numerics;
using ResearchBot.Tests.Encoder;

namespace ResearchBot.Benchmarks;

/// <summary>
/// The sentence encoder against the reference in Node (WASM), both warm, one thread each, taking turns on the same
/// sentences; processor time, since neither has a core to itself.
/// </summary>
internal static class SentenceEncoding
{
    private const int Batch = 32;

    public static void Run(BenchmarkText text, int size, Table table)
    {
        _ = text;
        table.Title("Sentence encoder, processor time");
        var folder = Path.Combine(AppContext.BaseDirectory, "encoder");
        if (NodePeer.Absence is { } absence)
        {
            table.Row("not measured", absence);
            return;
        }

        SentenceEncoder encoder = null!;
        var loading = Processor(() => encoder = SentenceEncoder.Load(folder));
        table.Row("load: read, check, lay out", $"{loading:0} ms");
        var portable = SentenceEncoder.Load(folder, new PortableKernel());
        var sentences = ReferenceTexts.Sentences(4 * Batch);
        var lengths = sentences.Select(sentence => Math.Min(encoder.Tokenize(sentence).Count, SentenceEncoder.MostPieces)).ToArray();
        var vectors = new float[sentences.Count * SentenceEncoder.Dimensions];
        using var node = StartNode(sentences);
        Func<double>[] contenders =
        [
            () => AskNode(node),
            () => Processor(() => encoder.Encode(sentences, vectors, CancellationToken.None)),
            () => Processor(() => OneByOne(encoder, sentences, vectors)),
            () => Processor(() => portable.Encode(sentences, vectors, CancellationToken.None)),
            () => Processor(() => _ = PeakMultiplyAdd.Run()),
        ];
        var rounds = size < 100_000 ? 3 : 15;
        var times = contenders.Select(_ => new double[rounds]).ToArray();
        for (var round = -2; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var time = contenders[i]();
                if (round >= 0)
                {
                    times[i][round] = time;
                }
            }
        }

        node.StandardInput.Close();
        node.WaitForExit();

        var (reference, batches, single, any, peak) = (Median(0), Median(1), Median(2), Median(3), Median(4));
        var peakRate = PeakMultiplyAdd.Operations / peak / 1e6;
        var rate = lengths.Sum(Operations) / batches / 1e6;
        var ratios = times[0].Zip(times[1], (a, b) => a / b).ToArray();
        table.Row("sentences, pieces in the mean", $"{sentences.Count}, {lengths.Average():0.0}");
        table.Row($"reference in Node, batches of {Batch}", $"{reference / sentences.Count:0.000} ms a sentence");
        table.Row("encoder, in batches", $"{batches / sentences.Count:0.000} ms a sentence");
        table.Row("encoder, one by one", $"{single / sentences.Count:0.000} ms a sentence", "< 10 ms", single / sentences.Count < 10);
        table.Row("encoder, portable path, in batches", $"{any / sentences.Count:0.000} ms a sentence");
        table.Row("reference / encoder, in batches", $"{reference / batches:0.0} ({ratios.Min():0.0} to {ratios.Max():0.0})", ">= 4", reference / batches >= 4);
        table.Row("multiply-add peak of one core", $"{peakRate:0.0} GFLOP/s");
        table.Row("encoder, in batches", $"{rate:0.0} GFLOP/s, {rate / peakRate:0%} of the peak");

        double Median(int contender) => Times.PercentileOf(times[contender], 0.5);
    }

    private static Process StartNode(IReadOnlyList<string> sentences)
    {
        var file = Path.GetTempFileName();
        NodePeer.WriteTexts(file, sentences);
        return NodePeer.Start("rounds", file, Batch.ToString(CultureInfo.InvariantCulture));
    }

    private static double AskNode(Process node)
    {
        node.StandardInput.WriteLine();
        node.StandardInput.Flush();
        return double.Parse(node.StandardOutput.ReadLine()!.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static void OneByOne(SentenceEncoder encoder, IReadOnlyList<string> sentences, float[] vectors)
    {
        for (var i = 0; i < sentences.Count; i++)
        {
            encoder.Encode(sentences[i], vectors.AsSpan(i * SentenceEncoder.Dimensions, SentenceEncoder.Dimensions));
        }
    }

    private static double Processor(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    /// <summary>Of the matrix products alone, two for each multiply-add.</summary>
    private static double Operations(int pieces)
    {
        const double First = (256 * 768) + (2 * 256 * 512) + (2 * 512 * 1536);
        const double Second = (512 * 1536) + (512 * 512) + (2 * 512 * 1536);
        return 2 * ((pieces * (First + Second)) + (2.0 * pieces * pieces * (256 + 512)) + (512 * 512));
    }
}
