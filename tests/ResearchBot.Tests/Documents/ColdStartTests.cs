using System.Diagnostics;

namespace ResearchBot.Tests.Documents;

/// <summary>
/// Bar: first answers of the command line and the chat over 100,000 chunks, built and from stored segments. The times are
/// reported; the answers, and what was built, are asserted.
/// </summary>
public sealed class ColdStartTests(ITestOutputHelper output)
{
    private const int ChunksPerFile = 50;
    private const int Part = 40;
    private const string Question = "Who keeps the lighthouse of Norrby?";

    [Fact]
    public async Task A_large_store_answers_from_cold_and_once_a_chat_stored_its_index_without_building_it()
    {
        using var folder = new TestFolder();
        WriteFiles(Path.Combine(folder.Path, "files"), TestScale.Of(100_000, Part) / ChunksPerFile);
        await TimeAsync(folder, "load", ["load", "files", "--json"]);

        var built = await TimeAsync(folder, "ask, all built", ["ask", Question, "--json"]);
        var chat = await TimeAsync(folder, "chat, all built and stored at its end", ["--json"], Question + "\n");
        var files = Directory.GetFiles(folder["data/index"]);
        var stored = await TimeAsync(folder, "ask, from disk", ["ask", Question, "--json"]);
        var next = await TimeAsync(folder, "chat, from disk", ["--json"], Question + "\n");

        foreach (var run in new[] { built, chat })
        {
            Started(run).ShouldEndWith($"0 segments from disk, {files.Length + 1} built"); // with that of the seeds, which is small
        }

        foreach (var run in new[] { stored, next })
        {
            Started(run).ShouldEndWith($"{files.Length} segments from disk, 1 built");
        }

        foreach (var answer in new[] { built, chat, stored, next }.Select(run => run.Json))
        {
            answer.GetProperty("citations")[0].GetProperty("excerpt").GetString()!.ShouldContain("Elsa Berg keeps the lighthouse of Norrby");
            answer.GetProperty("searched").GetProperty("chunks").GetInt32().ShouldBeGreaterThan(TestScale.Of(90_000, Part));
            answer.GetProperty("citations").GetRawText().ShouldBe(built.Json.GetProperty("citations").GetRawText());
        }
    }

    private async Task<BotResult> TimeAsync(TestFolder folder, string what, string[] arguments, string input = "")
    {
        var started = Stopwatch.GetTimestamp();
        var run = await BotProcess.RunAsync(folder.Path, arguments, [("Logging__LogLevel__Default", "Information")], input);
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        return run.ShouldExit(0);
    }

    /// <summary>What the index said of its start.</summary>
    private static string Started(BotResult run) =>
        run.Errors.Split('\n').Where(line => line.Contains("Indexed the store", StringComparison.Ordinal)).ShouldHaveSingleItem().TrimEnd();

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
