using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Fakes;
using static ResearchBot.Fakes.FakeRepository;

namespace ResearchBot.Tests.Sources;

public sealed class RepositoryTests
{
    private static readonly string[] Names = ["README.md", "docs/a.md", "docs/b.txt", "docs/deep/c.md", "docsother/d.md"];

    private const string First = "0123456789abcdef0123456789abcdef01234567";
    private const string Second = "89abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_repository_of_GitHub_is_loaded_at_a_commit_and_each_file_names_its_address_there()
    {
        await using var site = await FakeSite.StartAsync();
        GitHub(site, "town/mill", null, First, File("README.md", "# Mill\n\nThe mill stands by the river."), File("docs/a b.md", "The sluice is open."), File(".github/x.md", "Hidden."), Link("docs/link.md", "/etc/passwd"), File("../../evil.md", "Evil."));
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site, ("GitHubHosts", site.Host)));

        var report = (await bot.LoadAsync(site.Url("/town/mill"))).Report;

        report.Files.Select(file => (file.Path, file.Status)).ShouldBe([($"{site.Host}/town/mill/README.md", FileStatus.Loaded), ($"{site.Host}/town/mill/docs/a b.md", FileStatus.Loaded)]);
        var document = ((DocumentReply)await bot.RunAsync("documents show", new() { ["id"] = report.Files[1].DocumentId! })).Version.Document;
        document.About["source"].ShouldBe($"http://{site.Host}/town/mill/blob/{First}/docs/a%20b.md");
    }

    [Fact]
    public async Task A_branch_a_folder_and_a_pattern_choose_a_part_also_as_a_browser_shows_them()
    {
        await using var site = await FakeSite.StartAsync();
        GitHub(site, "town/mill", "next", Second, [.. Names.Select(name => File(name, $"The text of {name}."))]);
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site, ("GitHubHosts", site.Host)));
        (await NamesAsync("/town/mill", ("branch", "next"), ("folder", "docs"), ("glob", "*.md"))).ShouldBe(["docs/a.md", "docs/deep/c.md"]);
        (await NamesAsync("/town/mill/tree/next/docs")).ShouldBe(["docs/a.md", "docs/b.txt", "docs/deep/c.md"]);
        (await NamesAsync("/town/mill", ("branch", "next"), ("glob", "docs/*.txt"))).ShouldBe(["docs/b.txt"]);
        async Task<IEnumerable<string>> NamesAsync(string path, params (string, string)[] options) =>
            (await bot.LoadAsync(site.Url(path), options)).Report.Files.Select(file => file.Path[$"{site.Host}/town/mill/".Length..]);
    }

    [Fact]
    public async Task A_repository_of_GitLab_stands_in_groups_and_needs_its_token()
    {
        await using var site = await FakeSite.StartAsync();
        GitLab(site, "town/works/mill", null, First, File("README.md", "The mill stands by the river."));
        var tokens = new List<string>();
        site.Before = context =>
        {
            tokens.Add(context.Request.Headers.Authorization.ToString());
            return Task.CompletedTask;
        };
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site, ("GitLabHosts", site.Host), ("GitLabToken", "glpat-secret")));
        var file = (await bot.LoadAsync(site.Url("/town/works/mill"))).Report.Files.ShouldHaveSingleItem();
        ((DocumentReply)await bot.RunAsync("documents show", new() { ["id"] = file.DocumentId! })).Version.Document.About["source"]
            .ShouldBe($"http://{site.Host}/town/works/mill/-/blob/{First}/README.md");
        tokens.ShouldAllBe(token => token == "Bearer glpat-secret");
    }

    [Fact]
    public async Task The_next_commit_makes_new_versions_of_what_changed_and_reports_what_is_gone()
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site, ("GitHubHosts", site.Host)));
        GitHub(site, "town/mill", null, First, File("a.md", "The mill stands."), File("b.md", "The sluice is open."), File("c.md", "The weir holds."));
        await bot.LoadAsync(site.Url("/town/mill"));
        GitHub(site, "town/mill", null, Second, File("a.md", "The mill stands."), File("b.md", "The sluice is shut."));

        var report = (await bot.LoadAsync(site.Url("/town/mill"))).Report;

        report.Files.Select(file => file.Status).ShouldBe([FileStatus.Unchanged, FileStatus.Loaded]);
        report.Gone.ShouldHaveSingleItem().Path.ShouldEndWith("/c.md");
    }

    [Fact]
    public async Task What_is_not_there_or_too_large_is_told_in_words()
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site, ("GitHubHosts", site.Host), ("MaxRepositoryMegabytes", "1")));
        (await ErrorAsync("/town/none")).ShouldContain("has no repository town/none");
        GitHub(site, "town/large", null, First, File("a.txt", new string('x', 3_000_000)));
        (await ErrorAsync("/town/large")).ShouldContain("has over 1 MB");
        site.Put("/api/v3/repos/town/odd/commits/HEAD", "text/html", "<html>Sign in</html>");
        (await ErrorAsync("/town/odd")).ShouldContain("names no commit");
        async Task<string> ErrorAsync(string path) => (await bot.RunAsync("load", new() { ["what"] = site.Url(path).AbsoluteUri })).ShouldBeOfType<ErrorReply>().Message;
    }
}
