using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class ReaderProcessTests
{
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_hostile_file_gets_one_clear_status_and_the_files_around_it_are_loaded()
    {
        using var folder = new TestFolder();
        var files = HostileFiles.All().ToList();
        files.ForEach(file => folder.Write($"files/{file.Name}", file.Bytes));
        using var load = BotProcess.Start(folder.Path, ["load", "files"], [("Reading__DeadlineSeconds", "10")]);

        foreach (var (name, _, status) in files)
        {
            var started = TimeProvider.System.GetTimestamp();
            var line = await load.WaitForLineAsync(_ => true);
            line.ShouldNotBeNull().ShouldContain($" {status} files/{name}");
            line.ShouldContain(status == "loaded" ? "(version 1, chunks" : ".");
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Slowest, name);
        }

        var result = (await load.EndAsync()).ShouldExit(1);
        result.Message.ShouldBeEmpty();
        (await LiveProcesses.LeftInAsync(folder.Path)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_and_the_limit_is_named()
    {
        using var folder = new TestFolder();
        folder.Write("files/a.txt", "Small.");
        folder.Write("files/b.txt", new string('x', (1024 * 1024) + 1));
        folder.Write("files/c.txt", "Small too.");

        var load = await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"], [("Reading__MaxFileMegabytes", "1")]);

        load.ShouldExit(1).Statuses.Values.ShouldBe(["loaded", "refused", "loaded"]);
        load.Files["b.txt"].GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain("Reading:MaxFileMegabytes");
    }

    [Fact]
    public async Task A_file_that_kills_its_reader_costs_only_itself()
    {
        using var folder = new TestFolder();
        folder.Write("files/a.md", "Before.");
        folder.Write("files/b.md", HostileFiles.Deadly);
        folder.Write("files/c.md", "After.");

        var load = await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"], [("Reading__HeapMegabytes", "64")]);

        load.ShouldExit(1).Statuses.Values.ShouldBe(["loaded", "failed", "loaded"]);
        load.Files["b.md"].GetProperty("reason").GetString().ShouldNotBeNull().ShouldStartWith("The reading process died over this file");
        StoredDocuments(folder).ShouldBe(["a.md", "c.md"]);
    }

    [Fact]
    public async Task A_file_that_hangs_its_reader_is_given_up_at_the_deadline()
    {
        using var folder = new TestFolder();
        folder.Write("files/a.md", "Before.");
        folder.Write("files/b.md", HostileFiles.Hanging);
        folder.Write("files/c.md", "After.");

        var load = await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"], [("Reading__DeadlineSeconds", "4")]);

        load.ShouldExit(1).Statuses.Values.ShouldBe(["loaded", "failed", "loaded"]);
        load.Files["b.md"].GetProperty("reason").GetString().ShouldNotBeNull().ShouldStartWith("Reading took longer than 4 s");
        StoredDocuments(folder).ShouldBe(["a.md", "c.md"]);
    }

    [Fact]
    public async Task A_hanging_reader_ends_when_the_program_is_killed()
    {
        using var folder = new TestFolder();
        folder.Write("files/a.md", "Before.");
        folder.Write("files/b.md", HostileFiles.Hanging);
        using var load = BotProcess.Start(folder.Path, ["load", "files"]);
        (await load.WaitForLineAsync(line => line.Contains("a.md", StringComparison.Ordinal))).ShouldNotBeNull();
        await LiveProcesses.BusyInAsync(folder.Path, load.Id, TimeSpan.FromSeconds(1.5)); // it has the whole file and parses it

        await load.KillAsync();

        (await LiveProcesses.LeftInAsync(folder.Path)).ShouldBeEmpty();
    }

    private static IEnumerable<string> StoredDocuments(TestFolder folder) =>
        Documents.StoredDocuments.ReadWhole(folder["data"]).Keys.Select(stored => stored.Key).Order();
}
