using System.IO.Compression;
using System.Text;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Fakes;

namespace ResearchBot.Tests.Sources;

public sealed class SiteTests
{
    private const string Text = "<p>The mill stands by the river and grinds rye for the bakery.</p>";

    [Fact]
    public async Task A_site_is_walked_as_deep_as_was_said_and_on_its_own_host_only()
    {
        await using var site = await FakeSite.StartAsync();
        site.Page("/", Text + "<a href='/a'>a</a> <a href=\"b.html#part\">b</a> <a href=/c>c</a> <a href='https://elsewhere.example/x'>x</a> <a href='/logo.png'>p</a>");
        site.Page("/a", Text + "<a href='/a/deep'>deep</a><a rel='nofollow' href='/hidden'>h</a>");
        site.Page("/a/deep", Text + "<a href='/a/deeper'>deeper</a>");
        site.Page("/a/deeper", Text);
        site.Page("/b.html", Text);
        site.Page("/c", Text);
        (await LoadedAsync(site, "/", ("depth", "1"))).ShouldBe(["/", "/a", "/b.html", "/c"]);
        (await LoadedAsync(site, "/", ("depth", "2"))).ShouldBe(["/", "/a", "/a/deep", "/b.html", "/c"]);
    }

    [Fact]
    public async Task Below_an_address_means_its_folder_and_all_that_is_found_there()
    {
        await using var site = await FakeSite.StartAsync();
        site.Page("/docs/", Text + "<a href='one'>1</a><a href='/other'>o</a><a href='/docsother'>o</a>");
        site.Page("/docs/one", Text + "<a href='/docs/two'>2</a>");
        site.Page("/docs/two", Text);
        site.Page("/other", Text);
        site.Page("/docsother", Text);
        (await LoadedAsync(site, "/docs/", ("below", ""))).ShouldBe(["/docs/", "/docs/one", "/docs/two"]);
    }

    [Fact]
    public async Task What_robots_txt_forbids_is_not_asked_for()
    {
        await using var site = await FakeSite.StartAsync();
        site.Put("/robots.txt", "text/plain", "User-agent: *\nDisallow: /\n\nUser-agent: ResearchBot\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\n");
        site.Page("/", Text + "<a href='/private/a'>a</a><a href='/private/open/b'>b</a><a href='/c.pdf'>c</a><a href='/d'>d</a>");
        site.Page("/private/open/b", Text);
        site.Page("/d", Text);
        (await LoadedAsync(site, "/", ("depth", "1"))).ShouldBe(["/", "/d", "/private/open/b"]);
        site.Asked.ShouldNotContain(asked => asked.StartsWith("/private/a", StringComparison.Ordinal) || asked.StartsWith("/c.pdf", StringComparison.Ordinal));

        site.Put("/robots.txt", "text/plain", "User-agent: *\nDisallow: /\n");
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site));
        (await bot.RunAsync("load", new() { ["what"] = site.Url("/").AbsoluteUri, ["depth"] = "1" })).ShouldBeOfType<ErrorReply>().Message.ShouldContain("robots.txt");
    }

    [Fact]
    public async Task A_sitemap_and_its_index_list_pages_that_no_link_leads_to()
    {
        await using var site = await FakeSite.StartAsync();
        site.Page("/", Text);
        site.Page("/one", Text);
        site.Page("/two", Text);
        site.Put("/robots.txt", "text/plain", $"Sitemap: {site.Url("/index.xml")}\n");
        site.Put("/index.xml", "application/xml", $"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{site.Url("/map.xml.gz")}</loc></sitemap><sitemap><loc>https://elsewhere.example/m.xml</loc></sitemap></sitemapindex>");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes($"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{site.Url("/one")}</loc></url><url><loc> {site.Url("/two")} </loc></url><url><loc>https://elsewhere.example/x</loc></url></urlset>"));
        }

        site.Put("/map.xml.gz", new FakePage(200, "application/gzip", packed.ToArray()));
        (await LoadedAsync(site, "/", ("depth", "1"))).ShouldBe(["/", "/one", "/two"]);
    }

    [Fact]
    public async Task A_page_is_kept_once_under_the_address_that_it_states_and_not_where_it_asks_not_to_be()
    {
        await using var site = await FakeSite.StartAsync();
        site.Page("/", Text + "<a href='/a?utm_source=x'>a</a><a href='/a?print=1'>p</a><a href='/secret'>s</a><a href='/end'>e</a>");
        site.Page("/a", Text, "<link rel='canonical' href='/a'>");
        site.Page("/a?print=1", Text, "<link rel=\"canonical\" href=\"/a\">");
        site.Page("/secret", Text + "<a href='/behind'>b</a>", "<meta name='robots' content='noindex'>");
        site.Page("/behind", Text);
        site.Page("/end", Text + "<a href='/never'>n</a>", "<meta name=robots content=nofollow>");
        site.Page("/never", Text);
        (await LoadedAsync(site, "/", ("depth", "9"))).ShouldBe(["/", "/a", "/behind", "/end"]);
    }

    [Fact]
    public async Task Calendars_and_filters_without_end_are_bounded_and_a_cut_site_says_so()
    {
        await using var site = await FakeSite.StartAsync();
        site.Before = context =>
        {
            var (path, query) = (context.Request.Path.Value!, context.Request.QueryString.Value!);
            var month = path.Split('/') is [_, "calendar", _, var number, ..] && int.TryParse(number, out var written) ? written : 0;
            var next = $"<a href='/calendar/2026/{month + 1}'>next</a><a href='/shop?page={query.Length}{query.TrimStart('?')}'>more</a><a href='x/x/'>x</a>";
            if (path is "/" or "/shop" || path.StartsWith("/calendar/", StringComparison.Ordinal) || path.EndsWith("/x/", StringComparison.Ordinal))
            {
                site.Page(path + query, Text + next);
            }

            return Task.CompletedTask;
        };
        var loaded = await LoadedAsync(site, "/", ("below", ""));
        loaded.Count(page => page.StartsWith("/calendar/", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(200);
        loaded.Count(page => page.StartsWith("/shop?", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(25);
        loaded.Count(page => page.EndsWith("/x/", StringComparison.Ordinal)).ShouldBeLessThan(10);

        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site, ("MaxPagesPerSite", "5")));
        var report = (await bot.LoadAsync(site.Url("/"), ("below", ""))).Report;
        report.Files.Count(file => file.Status == FileStatus.Loaded).ShouldBe(5);
        report.Files.Single(file => file.Status == FileStatus.Refused).Reason!.ShouldContain("more pages than 5");
    }

    [Fact]
    public async Task Loading_again_asks_only_for_what_changed_and_what_is_gone_is_reported()
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site));
        void Write(string path, string tag, string body) =>
            site.Put(path, new FakePage(200, "text/html", Encoding.UTF8.GetBytes($"<html><body>{body}</body></html>")) { Headers = { ["ETag"] = $"\"{tag}\"" } });

        Write("/", "1", Text + "<a href='/a'>a</a><a href='/b'>b</a><a href='/c'>c</a>");
        Write("/a", "1", Text);
        Write("/b", "1", Text);
        Write("/c", "1", Text);
        (await bot.LoadAsync(site.Url("/"), ("depth", "1"))).Report.Files.ShouldAllBe(file => file.Status == FileStatus.Loaded);
        site.Forget();
        Write("/b", "2", Text.Replace("rye", "wheat"));
        site.Remove("/c");

        var report = (await bot.LoadAsync(site.Url("/"), ("depth", "1"))).Report;

        site.Asked.Order().ShouldBe(["/ 304", "/a 304", "/b 200", "/c 404", "/robots.txt 404", "/sitemap.xml 404"]);
        report.Files.ToDictionary(file => new Uri(file.Path).AbsolutePath, file => file.Status)
            .ShouldBe(new Dictionary<string, FileStatus> { ["/"] = FileStatus.Unchanged, ["/a"] = FileStatus.Unchanged, ["/b"] = FileStatus.Loaded, ["/c"] = FileStatus.Failed });
    }

    /// <summary>A page that costs much more than its length is a fault of the reader of links.</summary>
    [Theory]
    [InlineData("<a href='", 200_000)]
    [InlineData("<!-- ", 200_000)]
    [InlineData("<a <a <a ", 100_000)]
    [InlineData("<script>", 100_000)]
    [InlineData("<a href=x ", 100_000)]
    public void No_page_takes_long(string part, int times)
    {
        var page = new ResearchBot.Sources.WebPage(new Uri("https://example.org/"), System.Net.HttpStatusCode.OK, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, times))), "text/html", null, null, null, null);
        var begun = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
        ResearchBot.Sources.PageLinks.Of(page, "ResearchBot");
        (System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime - begun).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static async Task<IReadOnlyList<string>> LoadedAsync(FakeSite site, string path, params (string Name, string Value)[] options)
    {
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site));
        var report = (await bot.LoadAsync(site.Url(path), options)).Report;
        report.Files.ShouldAllBe(file => file.Status == FileStatus.Loaded, string.Join('\n', report.Files.Select(file => file.Reason)));
        return [.. report.Files.Select(file => new Uri(file.Path).PathAndQuery)];
    }
}
