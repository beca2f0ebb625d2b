using System.Text.RegularExpressions;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Architecture;

/// <summary>What the README and the pages in docs say of commands, settings, files and tests is what there is.</summary>
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

    /// <summary>All of it but the last line, which holds times.</summary>
    [Fact]
    public async Task The_readme_shows_what_the_program_prints()
    {
        const string Asked = "$ dotnet run --project src/ResearchBot -- ask \"What did the delegation negotiate?\"";
        var shown = File.ReadLines(SourceFolder.Path("README.md")).SkipWhile(line => line != Asked).Skip(1).TakeWhile(line => line != "```").ToArray();
        await using var bot = await TestBot.StartAsync(seeds: true);
        ReplyText.Lines(await bot.RunAsync("ask", new() { ["question"] = "What did the delegation negotiate?" })).SkipLast(1).ShouldBe(shown.SkipLast(1));
        shown[^1].ShouldStartWith("Searched 2 documents (23 chunks) in seeds · word for word · confidence ");
    }

    [Fact]
    public void The_readme_is_short() => new FileInfo(SourceFolder.Path("README.md")).Length.ShouldBeLessThan(10_000);

    [Fact]
    public void Every_link_inside_the_repository_leads_somewhere() =>
        Pages().SelectMany(file => Link().Matches(File.ReadAllText(file)).Select(link => (From: file, To: link.Groups[1].Value, Heading: link.Groups[3].Value)))
            .Select(link => link with { To = link.To.Length == 0 ? link.From : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(link.From)!, link.To)) })
            .Where(link => (!File.Exists(link.To) && !Directory.Exists(link.To)) || (link.Heading.Length > 0 && !Anchors(link.To).Contains(link.Heading))).ShouldBeEmpty();

    [Fact]
    public void Every_path_that_a_page_names_is_there() =>
        Pages().SelectMany(file => NamedPath().Matches(File.ReadAllText(file)).Select(path => (file, Path: path.Value.TrimEnd('.', '/'))))
            .Where(named => !named.Path.Contains("/bin/", StringComparison.Ordinal) && !File.Exists(SourceFolder.Path(named.Path)) && !Directory.Exists(SourceFolder.Path(named.Path)))
            .ShouldBeEmpty();

    [Fact]
    public void Every_test_that_a_page_names_is_there()
    {
        var tests = typeof(ReadmeTests).Assembly.GetTypes().Select(type => "." + type.FullName).ToArray();
        Pages().SelectMany(file => NamedTest().Matches(File.ReadAllText(file)).Select(test => (file, Pattern: test.Groups[1].Value)))
            .Where(named => !tests.Any(test => named.Pattern.EndsWith('*') ? test.Contains("." + named.Pattern[..^1], StringComparison.Ordinal) : test.EndsWith("." + named.Pattern, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    private static IEnumerable<string> Pages() =>
        [SourceFolder.Path("README.md"), SourceFolder.Path("prompts", "README.md"), .. Directory.GetFiles(SourceFolder.Path("docs"), "*.md", SearchOption.AllDirectories)];

    /// <summary>The headings of a page as they stand in links.</summary>
    private static IEnumerable<string> Anchors(string page) => File.ReadLines(page).Where(line => line.StartsWith('#'))
        .Select(line => NoAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    private static IEnumerable<string> Section(string name) =>
        File.ReadLines(SourceFolder.Path("docs", "commands.md")).SkipWhile(line => line != $"### {name}").Skip(1)
            .TakeWhile(line => !line.StartsWith("##", StringComparison.Ordinal));

    private static IEnumerable<string> FirstCells(IEnumerable<string> lines) =>
        lines.Select(line => FirstCell().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^\| `([^`]+)` \|")]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"^\| `(?<name>[a-z-]+)` \| [^|]+ \| `?(?<default>[a-z]+)`? \|")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\]\((?!https?:)([^)#:\s]*)(#([^)\s]*))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w -]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"(?<![\w./-])(?:src|tests|tools|docs|seeds|prompts)/[\w.-]+(?:/[\w.-]+)*")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"-class '\*\.?([\w.]+\*?)'")]
    private static partial Regex NamedTest();
}
