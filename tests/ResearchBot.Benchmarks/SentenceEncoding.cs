using System.Diagnostics;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Models;

namespace ResearchBot.Benchmarks;

/// <summary>The sentence encoder: how long it takes to be there, for a question and for chunks, and what memory it holds; the published model beside it.</summary>
internal static class SentenceEncoding
{
    private const int Questions = 100;

    public static void Run(BenchmarkText text, int size, Table table)
    {
        var version = text.Documents(new CollectionId("default", "documents"), chunks: size < 100_000 ? 60 : 300, seed: 5);
        string[] chunks = [.. version.SelectMany(one => one.Chunks.Select(chunk => EmbeddedText.Of(one, chunk)))];
        Measure("as it comes with the program (int8)", Path.Combine(BuiltInEncoder.Folder, "model.onnx"), 24, chunks, text, table);
        if (Published() is { } published)
        {
            Measure("as it was published (f32)", published, 16, chunks, text, table);
        }
    }

    private static void Measure(string kind, string model, double bar, string[] chunks, BenchmarkText text, Table table)
    {
        table.Title($"encoder: the model {kind}; {chunks.Length} chunks of {chunks.Average(chunk => chunk.Length):0} characters in the mean");
        GC.Collect();
        var before = Process.GetCurrentProcess().WorkingSet64;
        var started = Stopwatch.GetTimestamp();
        using var encoder = new ArcticEncoder(model, Path.Combine(BuiltInEncoder.Folder, "vocab.txt"));
        table.Row("opened", $"{Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
        encoder.Encode("The ferry leaves at nine.");
        table.Row("first vector after", $"{Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");

        var times = Times.Of(Questions, round => encoder.Encode(ArcticEncoder.QuestionPrefix + text.Questions[round % text.Questions.Count].Text))[0];
        table.Row("vector of a question", times.ToString(), "<= 10 ms", times.Median <= 10);

        var tokens = chunks.Average(chunk => encoder.Tokenize(chunk).Length);
        var rate = PerSecond(chunks, workers: 1, encoder, out var processor);
        table.Row($"chunks of {tokens:0} pieces, one worker", $"{rate:0.0} a second, {processor:0.0} a second of processor time", $">= {bar}", rate >= bar);
        var workers = Environment.ProcessorCount;
        table.Row($"chunks, {workers} workers", $"{PerSecond(chunks, workers, encoder, out _):0.0} a second");
        table.Row("memory more than before", $"{(Process.GetCurrentProcess().WorkingSet64 - before) >> 20} MB");
    }

    private static double PerSecond(string[] chunks, int workers, ArcticEncoder encoder, out double ofProcessor)
    {
        var used = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        Parallel.ForEach(chunks, new ParallelOptions { MaxDegreeOfParallelism = workers }, chunk => encoder.Encode(chunk));
        ofProcessor = chunks.Length / (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        return chunks.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The published model, where the build that took it out of its package left it.</summary>
    private static string? Published()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var model = Path.Combine(folder.FullName, "tools", "ResearchBot.EncoderModel", "obj", "model", "model-f32.onnx");
            if (File.Exists(model))
            {
                return model;
            }
        }

        return null;
    }
}
