using ResearchBot.Tests.CommandLine;
using ResearchBot.Core;

namespace ResearchBot.Tests.Workspaces;

public sealed class WorkspaceSettingsTests
{
    [Theory]
    [InlineData("Workspaces:Team", "Workspaces:Team:Discord:0", "1")]
    [InlineData("Workspaces:a/b", "Workspaces:a/b:Discord:0", "1")]
    [InlineData("Workspaces:shared", "Workspaces:shared:Discord:0", "1")]
    [InlineData("Workspaces:discord-7", "Workspaces:discord-7:Discord:0", "1")]
    [InlineData("Workspaces:team:Guilds", "Workspaces:team:Guilds:0", "1")]
    [InlineData("Workspaces:team:Discord", "Workspaces:team:Discord", "1")]
    [InlineData("Workspaces:team:Discord:first", "Workspaces:team:Discord:first", "1")]
    [InlineData("Workspaces:team:Discord:0", "Workspaces:team:Discord:0", "a/b")]
    [InlineData("Workspaces:team:Discord:0", "Workspaces:team:Discord:0", "")]
    [InlineData("Workspaces:team:Slack:0", "Workspaces:team:Slack:0", "discord:1")]
    [InlineData("Workspaces:team:Admins:0", "Workspaces:team:Admins:0", "80351110224678912")]
    [InlineData("Workspaces:team:Moderators:0", "Workspaces:team:Moderators:0", "slack:a b")]
    [InlineData("Workspaces:team", "Workspaces:team", "1")]
    public void A_wrong_setting_stops_the_program_and_is_named(string named, string key, string value) =>
        Should.Throw<UserFacingException>(() => Composition.Build(new Dictionary<string, string?> { [key] = value })).Message.ShouldContain($"{named} ");

    [Fact]
    public void A_guild_in_two_workspaces_is_an_error_that_names_both()
    {
        var settings = new Dictionary<string, string?> { ["Workspaces:red:Discord:0"] = "2", ["Workspaces:red:Discord:1"] = "1", ["Workspaces:blue:Discord:0"] = "1" };
        var told = Should.Throw<UserFacingException>(() => Composition.Build(settings)).Message;
        told.ShouldContain("red:Discord:1");
        told.ShouldContain("blue:Discord:0");
    }

    [Fact]
    public async Task The_program_says_so_too()
    {
        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder.Path, ["check"], [("Workspaces__team__Discord__0", "many")])).ShouldBeFailure(1, "Workspaces:team:Discord:0");
        (await BotProcess.RunAsync(folder.Path, ["workspace", "--json"], [("Workspaces__team__Discord__0", "1")])).ShouldExit(0).ToString().ShouldContain("default");
    }
}
