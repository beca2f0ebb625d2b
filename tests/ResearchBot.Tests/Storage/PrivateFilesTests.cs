using ResearchBot.Tests.CommandLine;

namespace ResearchBot.Tests.Storage;

/// <summary>Nobody but the user of the program reads the store.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    [Fact]
    public async Task A_new_store_is_its_owners_alone()
    {
        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder.Path, ["documents", "list"])).ShouldExit(0).Errors.ShouldBeEmpty();

        File.GetUnixFileMode(folder["data"]).ShouldBe(Owner | UnixFileMode.UserExecute);
        File.GetUnixFileMode(folder["data/researchbot.db"]).ShouldBe(Owner);
    }

    [Fact]
    public async Task A_store_that_others_could_read_is_mended_with_a_warning_once()
    {
        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder.Path, ["documents", "list"])).ShouldExit(0);
        File.SetUnixFileMode(folder["data"], Owner | UnixFileMode.UserExecute | Others | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(folder["data/researchbot.db"], Owner | Others);

        var mended = (await BotProcess.RunAsync(folder.Path, ["documents", "list"])).ShouldExit(0);
        var next = (await BotProcess.RunAsync(folder.Path, ["documents", "list"])).ShouldExit(0);

        mended.Errors.ShouldContain("researchbot.db");
        mended.Errors.ShouldContain("Others could read");
        next.Errors.ShouldBeEmpty();
        File.GetUnixFileMode(folder["data"]).ShouldBe(Owner | UnixFileMode.UserExecute);
        File.GetUnixFileMode(folder["data/researchbot.db"]).ShouldBe(Owner);
    }
}
