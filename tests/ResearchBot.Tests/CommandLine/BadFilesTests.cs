using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using ResearchBot.Tests.Store;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.CommandLine;

/// <summary>What a folder may hold beside documents, through the real program.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class BadFilesTests
{
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
    public async Task A_file_that_grows_while_it_is_read_is_loaded_whole_or_not_at_all()
    {
        using var folder = new TestFolder();
        var path = folder.Write("files/b.txt", Block(0));
        folder.Write("files/a.txt", "Before.");
        folder.Write("files/c.txt", "After.");
        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(path, stop.Token);
        var results = new List<string>();
        for (var load = 0; load < TestScale.Of(80); load++)
        {
            var run = await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"]);
            var file = run.Files["b.txt"];
            results.Add(file.GetProperty("status").GetString()!);
            run.ShouldExit(results[^1] is "loaded" or "unchanged" ? 0 : 1);
            run.Statuses["a.txt"].ShouldBeOneOf("loaded", "unchanged");
            run.Statuses["c.txt"].ShouldBeOneOf("loaded", "unchanged");
        }

        await stop.CancelAsync();
        await writing;
        results.ShouldAllBe(status => status == "loaded" || status == "unchanged" || status == "failed" || status == "refused");
        foreach (var (key, text) in StoredDocuments.ReadWhole(folder["data"]).Where(version => version.Key.Key == "b.txt"))
        {
            text.ShouldBe(Grown(text.Length), $"version {key.Version} is a mixture; the loads: {string.Join(' ', results)}");
        }
    }

    private static async Task WriteAsync(string path, CancellationToken stop)
    {
        for (var round = 1; !stop.IsCancellationRequested; round++)
        {
            // It grows to some megabytes, is cut to nothing and grows again.
            await using var file = new FileStream(path, round % 40 == 0 ? FileMode.Create : FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            var block = file.Position / Block(0).Length;
            for (var i = 0; i < 20; i++)
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(Block((int)block + i)), CancellationToken.None);
                await file.FlushAsync(CancellationToken.None);
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
