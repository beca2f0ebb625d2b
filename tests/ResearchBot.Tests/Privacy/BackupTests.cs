using System.Diagnostics;
using System.Text.RegularExpressions;
using ResearchBot.Core.Commands;

namespace ResearchBot.Tests.Privacy;

/// <summary>The commands of docs/data.md, as they stand there.</summary>
public sealed partial class BackupTests
{
    [Fact]
    public async Task The_shown_commands_make_a_backup_and_restore_it_without_whom_was_forgotten()
    {
        Assert.SkipUnless(File.Exists("/bin/sh") && File.Exists("/usr/bin/sqlite3"), "They are for a Unix shell with sqlite3.");
        var text = await File.ReadAllTextAsync(DataDocument.Path, TestContext.Current.CancellationToken);
        var blocks = Shell().Matches(text).Select(match => match.Groups[1].Value).ToArray();
        blocks.Length.ShouldBe(2);

        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync("ann-of-zyqq", "Where is the mill?");
        await platform.TypeAsync("bob-of-zyqq", "Where is the weir?");
        Run(bot.Folder, blocks[0]);
        (await platform.TypeAsync("ann-of-zyqq", "/forget me --yes")).ShouldBeOfType<DoneReply>();
        await platform.TypeAsync("cyd-of-zyqq", "Where is the ford?");

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Run(bot.Folder, blocks[1]);
        await using var restored = await TestBot.StartAsync(over: bot);
        (await StoreTraces.InRowsAsync(restored, "bob-of-zyqq")).ShouldNotBeEmpty();
        (await StoreTraces.InRowsAsync(restored, "ann-of-zyqq", "cyd-of-zyqq")).ShouldBeEmpty();
        StoreTraces.InFiles(restored, "ann-of-zyqq").ShouldBeEmpty();
    }

    private static void Run(string folder, string commands)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-e", "-c", commands]) { WorkingDirectory = folder })!;
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0, commands);
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shell();
}
