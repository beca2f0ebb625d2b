using ResearchBot.Storage;
using ResearchBot.Tests.CommandLine;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Storage;

public sealed class NativeSqliteTests
{
    [Fact]
    public void The_native_sqlite_is_none_that_may_corrupt_a_store() =>
        NativeSqlite.IsKnownBad(NativeSqlite.Loaded).ShouldBeFalse($"SQLite {NativeSqlite.Loaded} has the bug of the write-ahead log");

    [Theory]
    [InlineData("3.6.23", false)]
    [InlineData("3.7.0", true)]
    [InlineData("3.50.4", true)]
    [InlineData("3.51.2", true)]
    [InlineData("3.51.3", false)]
    [InlineData("3.53.4", false)]
    public void The_check_refuses_the_versions_with_the_bug(string version, bool isBad)
    {
        var (ok, message) = NativeSqlite.Judge(Version.Parse(version));

        ok.ShouldBe(!isBad);
        message.ShouldContain(version);
        message.Contains("3.51.3 or later", StringComparison.Ordinal).ShouldBe(isBad);
    }

    [Fact]
    public async Task The_check_names_the_native_version()
    {
        using var folder = new TestFolder();
        var check = (await BotProcess.RunAsync(folder.Path, ["check"])).ShouldExit(0);

        check.Output.ShouldContain($"SQLite {NativeSqlite.Loaded}");
    }
}
