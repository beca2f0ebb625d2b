using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using ResearchBot.Tests.Documents;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.CommandLine;

/// <summary>What a folder may hold beside documents, through the real program.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class BadFilesTests
{
    private static readonly int Shortest = 60_000 * Block(0).Length;
    private static readonly int Longest = 90_000 * Block(0).Length;

    /// <summary>Root may read everything, so the program is started without that right.</summary>
    private static readonly string[] WithoutRootsRights =
        Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];

    [Fact]
    public async Task An_unreadable_file_or_folder_is_named_and_the_others_are_loaded()
    {
        using var folder = new TestFolder();
        folder.Write("files/a.txt", "Before.");
        File.SetUnixFileMode(folder.Write("files/b.txt", "Secret."), UnixFileMode.None);
        folder.Write("files/c/d.txt", "Secret.");
        File.SetUnixFileMode(folder["files/c"], UnixFileMode.None);
        folder.Write("files/e.txt", "After.");

        var json = await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"], under: WithoutRootsRights);
        var plain = await BotProcess.RunAsync(folder.Path, ["load", "files"], under: WithoutRootsRights);
        var single = await BotProcess.RunAsync(folder.Path, ["load", "files/b.txt", "--json"], under: WithoutRootsRights);
        File.SetUnixFileMode(folder["files/c"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        json.ShouldExit(1).Statuses.Select(file => $"{file.Key} {file.Value}").ShouldBe(["a.txt loaded", "b.txt failed", "c failed", "e.txt loaded"]);
        json.Files["b.txt"].GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain("the program may read it");
        plain.ShouldExit(1).Output.ShouldContain("failed files/b.txt: The file cannot be read.");
        single.ShouldExit(1).Statuses.Values.ShouldBe(["failed"]);
    }

    [Fact]
    public async Task A_document_whose_folder_cannot_be_listed_is_not_pruned()
    {
        using var folder = new TestFolder();
        folder.Write("files/a/b.txt", "Stays.");
        (await BotProcess.RunAsync(folder.Path, ["load", "files"])).ShouldExit(0);
        File.SetUnixFileMode(folder["files/a"], UnixFileMode.None);

        var load = await BotProcess.RunAsync(folder.Path, ["load", "files", "--prune", "--json"], under: WithoutRootsRights);
        File.SetUnixFileMode(folder["files/a"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        load.ShouldExit(1).Json.GetProperty("gone").GetArrayLength().ShouldBe(0);
        var list = (await BotProcess.RunAsync(folder.Path, ["documents", "list", "--json"])).ShouldExit(0);
        list.Json.GetProperty("documents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Folders_of_reading_processes_that_were_killed_are_deleted()
    {
        using var folder = new TestFolder();
        folder.Write("files/a.txt", "Text.");
        var (left, young, live) = (folder.MakeFolder("researchbot-reader-99999999-a"), folder.MakeFolder("researchbot-reader-99999999-b"), folder.MakeFolder($"researchbot-reader-{Environment.ProcessId}-c"));
        Directory.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-2));
        Directory.SetLastWriteTimeUtc(live, DateTime.UtcNow.AddHours(-2));

        (await BotProcess.RunAsync(folder.Path, ["load", "files"])).ShouldExit(0);

        (Directory.Exists(left), Directory.Exists(young), Directory.Exists(live)).ShouldBe((false, true, true));
    }

    [Fact]
    public async Task A_data_folder_that_nothing_can_be_written_in_is_found_by_the_check()
    {
        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder.Path, ["documents", "list"])).ShouldExit(0);
        File.SetUnixFileMode(folder["data"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var check = await BotProcess.RunAsync(folder.Path, ["check", "--json"], under: WithoutRootsRights);
        File.SetUnixFileMode(folder["data"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        check.ShouldExit(1).CheckOf("disk").ShouldContain("right to write");
    }

    [Fact]
    public async Task Links_pipes_and_devices_are_refused_and_stop_nothing()
    {
        using var folder = new TestFolder();
        folder.Write("files/a.txt", "Before.");
        folder.Write("secret/outside.txt", "Outside.");
        File.CreateSymbolicLink(folder.MakeFolder("files/down") + "/loop", folder["files"]);
        File.CreateSymbolicLink(folder["files/self.txt"], "self.txt");
        File.CreateSymbolicLink(folder["files/out.txt"], folder["secret/outside.txt"]);
        File.CreateSymbolicLink(folder["files/out"], folder["secret"]);
        File.CreateSymbolicLink(folder["files/broken.txt"], "nothing.txt");
        File.CreateSymbolicLink(folder["files/zero.txt"], "/dev/zero");
        using (var mkfifo = Process.Start("mkfifo", [folder["files/pipe.txt"]]))
        {
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        folder.Write("files/z.txt", "After.");

        var load = (await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"])).ShouldExit(1);

        load.Statuses.Where(file => file.Value == "loaded").Select(file => file.Key).ShouldBe(["a.txt", "z.txt"]);
        load.Statuses.Where(file => file.Value == "refused").Select(file => file.Key).ShouldBe(
            ["broken.txt", "loop", "out", "out.txt", "pipe.txt", "self.txt", "zero.txt"], ignoreOrder: true);
        load.Files.Values.ShouldAllBe(file => file.GetProperty("status").GetString() == "loaded" || file.GetProperty("reason").GetString()!.Length > 10);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/stdin")]
    [InlineData("/proc/self/mem")]
    public async Task A_device_is_refused(string device)
    {
        using var folder = new TestFolder();

        var load = (await BotProcess.RunAsync(folder.Path, ["load", device, "--json"])).ShouldExit(1);

        load.Statuses.Values.ShouldBe(["refused"]);
        load.Json.GetProperty("files")[0].GetProperty("reason").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_read_fails_and_is_never_loaded_in_part()
    {
        using var folder = new TestFolder();
        var path = folder.Write("files/b.txt", Grown(Shortest));
        folder.Write("files/a.txt", "Before.");
        folder.Write("files/c.txt", "After.");
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() => Grow(path, stop.Token), CancellationToken.None);
        var reasons = new List<string?>();
        for (var load = 0; load < TestScale.Of(40); load++)
        {
            var run = await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"]);
            var failed = run.Statuses["b.txt"] == "failed";
            run.ShouldExit(failed ? 1 : 0);
            run.Statuses.Where(file => file.Value == "failed").Select(file => file.Key).ShouldBe(failed ? ["b.txt"] : []);
            reasons.Add(run.Files["b.txt"].GetProperty("reason").GetString());
        }

        await stop.CancelAsync();
        await writing;
        reasons.ShouldContain("The file changed while it was read. Load it again when nothing writes to it.");
        foreach (var (key, text) in StoredDocuments.ReadWhole(folder["data"]).Where(version => version.Key.Key == "b.txt"))
        {
            text.ShouldBe(Grown(text.Length), $"version {key.Version} is a mixture");
        }

        (await BotProcess.RunAsync(folder.Path, ["load", "files"])).ShouldExit(0);
    }

    /// <summary>Writes without a pause: from some megabytes to a few more, back and again.</summary>
    private static void Grow(string path, CancellationToken stop)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        while (!stop.IsCancellationRequested)
        {
            file.SetLength(Shortest);
            file.Position = Shortest;
            for (var block = Shortest / Block(0).Length; block < Longest / Block(0).Length && !stop.IsCancellationRequested; block++)
            {
                file.Write(Encoding.UTF8.GetBytes(Block(block)));
            }
        }
    }

    private static string Block(int number) => $"Sentence {number:0000000} follows the one before. ";

    private static string Grown(int length)
    {
        var text = new StringBuilder(length + 100);
        for (var block = 0; text.Length < length; block++)
        {
            text.Append(Block(block));
        }

        return text.ToString(0, length);
    }
}
