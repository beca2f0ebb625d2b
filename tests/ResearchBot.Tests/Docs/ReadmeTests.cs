using System.Text.RegularExpressions;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Docs;

/// <summary>What the README says of commands and settings is what there is.</summary>
public sealed partial class ReadmeTests
{
    [Theory]
    [InlineData("Everybody", Role.Member)]
    [InlineData("Moderators", Role.Moderator)]
    [InlineData("Admins", Role.Admin)]
    public async Task The_tables_have_every_command_as_it_is_typed_under_who_may_use_it_and_no_other(string section, Role role)
    {
        await using var bot = await TestBot.StartAsync();
        FirstCells(Section(section)).Where(cell => cell.StartsWith('/')).Order().ShouldBe(
            bot.Get<CommandCatalog>().Commands.Where(command => command.Role == role).Select(command => "/" + CommandUsage.Of(command)).Order());
    }

    [Fact]
    public void Each_kind_of_user_has_a_transcript()
    {
        foreach (var section in (string[])["Everybody", "Moderators", "Admins"])
        {
            Section(section).Count(line => line.StartsWith("> ", StringComparison.Ordinal)).ShouldBeGreaterThan(5, section);
        }
    }

    [Fact]
    public void The_table_of_what_moderators_choose_has_every_setting_with_its_default() =>
        Section("Moderators").Select(line => Setting().Match(line)).Where(match => match.Success)
            .Select(match => (match.Groups["name"].Value, match.Groups["default"].Value))
            .ShouldBe(SettingCatalog.All.Select(setting => (setting.Name, setting.Default)));

    [Fact]
    public void Every_link_inside_the_repository_leads_somewhere()
    {
        string[] files = [SourceFolder.Path("README.md"), .. Directory.GetFiles(SourceFolder.Path("docs"), "*.md", SearchOption.AllDirectories)];
        files.SelectMany(file => Link().Matches(File.ReadAllText(file)).Select(link => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value))))
            .Where(target => !File.Exists(target) && !Directory.Exists(target)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Section(string name) =>
        File.ReadLines(SourceFolder.Path("README.md")).SkipWhile(line => line != $"### {name}").Skip(1)
            .TakeWhile(line => !line.StartsWith("##", StringComparison.Ordinal));

    private static IEnumerable<string> FirstCells(IEnumerable<string> lines) =>
        lines.Select(line => FirstCell().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^\| `([^`]+)` \|")]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"^\| `(?<name>[a-z-]+)` \| [^|]+ \| `?(?<default>[a-z]+)`? \|")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\]\(([^)#:\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
