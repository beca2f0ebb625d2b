using System.Diagnostics;

namespace ResearchBot.Tests.Store;

/// <summary>Bar: a first answer from the command line over 100,000 chunks. The time is reported, the answer is asserted.</summary>
public sealed class ColdStartTests(ITestOutputHelper output)
{
    private const int ChunksPerFile = 50;

    [Fact]
    public async Task A_large_store_answers_from_cold()
    {
        using var folder = new TestFolder();
        WriteFiles(Path.Combine(folder.Path, "files"), TestScale.Of(100_000) / ChunksPerFile);
        (await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"])).ShouldExit(0);

        var started = Stopwatch.GetTimestamp();
        var answer = (await BotProcess.RunAsync(folder.Path, ["ask", "Who keeps the lighthouse of Norrby?", "--json"])).ShouldExit(0).Json;
        var elapsed = Stopwatch.GetElapsedTime(started);

        answer.GetProperty("citations")[0].GetProperty("excerpt").GetString()!.ShouldContain("Elsa Berg keeps the lighthouse of Norrby");
        var chunks = answer.GetProperty("searched").GetProperty("chunks").GetInt32();
        chunks.ShouldBeGreaterThan(TestScale.Of(90_000));
        output.WriteLine($"first answer over {chunks} chunks after {elapsed.TotalSeconds:0.0} s");
    }

    private static void WriteFiles(string folder, int files)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(11);
        var words = Enumerable.Range(0, 20_000).Select(_ => Word(random)).ToArray();
        for (var file = 0; file < files; file++)
        {
            using var writer = File.CreateText(Path.Combine(folder, $"{file:00000}.txt"));
            for (var chunk = 0; chunk < ChunksPerFile; chunk++)
            {
                writer.WriteLine(Paragraph(random, words));
                writer.WriteLine();
            }

            if (file == files / 2)
            {
                writer.WriteLine("Elsa Berg keeps the lighthouse of Norrby.");
            }
        }
    }

    /// <summary>About 780 characters in sentences; frequent words more often, as in real text.</summary>
    private static string Paragraph(Random random, string[] words)
    {
        var text = new System.Text.StringBuilder();
        while (text.Length < 720)
        {
            var sentence = string.Join(' ', Enumerable.Range(0, random.Next(8, 18))
                .Select(_ => words[(int)(words.Length * Math.Pow(random.NextDouble(), 4))]));
            text.Append(char.ToUpperInvariant(sentence[0])).Append(sentence.AsSpan(1)).Append(". ");
        }

        return text.ToString().TrimEnd();
    }

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => $"{"bcdfghjklmnprstvw"[random.Next(17)]}{"aeiou"[random.Next(5)]}"));
}
