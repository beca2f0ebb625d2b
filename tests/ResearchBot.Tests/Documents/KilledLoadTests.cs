using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Documents;

/// <summary>Loads and refreshes that are killed at random moments, one after the other on the same store, with files that change in between.</summary>
public sealed partial class KilledLoadTests
{
    private const int Files = 12;
    private const int KillsOfOneStore = 20;

    [Fact]
    public async Task An_acknowledged_document_survives_a_kill()
    {
        for (var left = TestScale.Of(200, part: 33); left > 0; left -= KillsOfOneStore)
        {
            await KillLoadsOfOneStoreAsync(Random.Shared.Next(), Math.Min(left, KillsOfOneStore));
        }
    }

    private static async Task KillLoadsOfOneStoreAsync(int seed, int kills)
    {
        using var folder = new TestFolder();
        var load = new ChangingFolder(folder, new Random(seed));
        var acknowledged = new Dictionary<string, (int Version, string Text)>();
        var moments = new List<int>();
        try
        {
            load.Change();
            (await load.RunAsync()).ShouldExit(0); // from then on the folder is followed
            for (var kill = 0; kill < kills; kill++)
            {
                load.Change();
                var run = await load.KillAsync(kill);
                foreach (var (key, version) in AcknowledgedIn(run.Output))
                {
                    acknowledged[key] = (version, load.Texts[key]);
                }

                moments.Add(AcknowledgedIn(run.Output).Count);
                await CheckAsync(folder, load, acknowledged);
            }

            (await load.RunAsync()).ShouldExit(0);
            var whole = StoredDocuments.ReadWhole(folder["data"]);
            load.Texts.ShouldAllBe(file => whole.Any(stored => stored.Key.Key == file.Key && stored.Value == file.Value));
            moments.ShouldContain(0, "no kill came before the first acknowledgement");
            moments.ShouldContain(count => count > 0, "no kill came after an acknowledgement");
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"Seed {seed}, after {moments.Count} kills with [{string.Join(' ', moments)}] acknowledged", failure);
        }
    }

    private static async Task CheckAsync(
        TestFolder folder, ChangingFolder load, Dictionary<string, (int Version, string Text)> acknowledged)
    {
        // Two fresh processes at once open what the kill left, without any repair in between.
        var runs = await Task.WhenAll(
            BotProcess.RunAsync(folder.Path, ["documents", "list", "--json", "--data", "data"]),
            BotProcess.RunAsync(folder.Path, ["check", "--json", "--data", "data"]));
        var listed = runs[0].ShouldExit(0).Json.GetProperty("documents").EnumerateArray().ToDictionary(
            document => document.GetProperty("source").GetString()!, document => document.GetProperty("version").GetInt32());
        var state = runs[1].ShouldExit(0).Json.GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "store").GetProperty("message").GetString()!;
        state.ShouldContain($" {listed.Count} documents", customMessage: "the second process sees something else");

        var whole = StoredDocuments.ReadWhole(folder["data"]);
        foreach (var (key, (version, text)) in acknowledged)
        {
            listed.GetValueOrDefault(key).ShouldBeGreaterThanOrEqualTo(version, $"{key} version {version} was acknowledged and is lost");
            whole[(key, version)].ShouldBe(text, $"{key} version {version}");
        }

        foreach (var (stored, text) in whole)
        {
            load.Written[stored.Key].ShouldContain(text, $"{stored} has a text that no file had");
        }

        (await LiveProcesses.LeftInAsync(folder.Path)).ShouldBeEmpty("a process outlived the load that was killed");
    }

    private static Dictionary<string, int> AcknowledgedIn(string output) =>
        Acknowledgement().Matches(output).ToDictionary(
            match => Path.GetFileName(match.Groups["path"].Value),
            match => int.Parse(match.Groups["version"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^\d+/\d+ loaded +(?<path>\S+) \(version (?<version>\d+), chunks \d+\)\n", RegexOptions.Multiline)]
    private static partial Regex Acknowledgement();

    /// <summary>A folder of files that change before each load.</summary>
    private sealed class ChangingFolder(TestFolder folder, Random random)
    {
        private int _round;

        /// <summary>What each file holds now.</summary>
        public Dictionary<string, string> Texts { get; } = [];

        /// <summary>Whatever each file held at any time.</summary>
        public Dictionary<string, HashSet<string>> Written { get; } = [];

        public void Change()
        {
            _round++;
            for (var file = 0; file < Files; file++)
            {
                var key = $"file-{file}.txt";
                if (_round == 1 || random.Next(3) > 0)
                {
                    Texts[key] = Text(key);
                    Written.TryAdd(key, []);
                    Written[key].Add(Texts[key]);
                    folder.Write($"files/{key}", Texts[key]);
                }
            }
        }

        public Task<BotResult> RunAsync() => BotProcess.RunAsync(folder.Path, ["load", "files", "--data", "data"]);

        /// <summary>A third of the kills come after a random time, a third after a random line, a third a moment after one.</summary>
        public async Task<BotResult> KillAsync(int kill)
        {
            string[] command = kill % 2 == 0 ? ["load", "files"] : ["sources", "refresh", (string)Ingestion.StoredLoad.Execute(folder, "SELECT id FROM sources")!];
            using var bot = BotProcess.Start(folder.Path, [.. command, "--data", "data"]);
            if (kill % 3 > 0)
            {
                var lines = random.Next(Files) + 1;
                await bot.WaitForLineAsync(_ => --lines == 0);
            }

            if (kill % 3 < 2)
            {
                await Task.Delay(random.Next(kill == 0 ? 50 : kill % 3 == 0 ? 900 : 15)); // the moment is what is tested
            }

            return await bot.KillAsync();
        }

        private string Text(string key)
        {
            var text = new StringBuilder();
            var sentences = random.Next(2) == 0 ? random.Next(1, 20) : random.Next(500, 4_000);
            for (var sentence = 0; sentence < sentences; sentence++)
            {
                text.Append(CultureInfo.InvariantCulture, $"Round {_round} of {key} says {random.Next()} in sentence {sentence}. ");
            }

            return text.Append("End.").ToString();
        }
    }
}
