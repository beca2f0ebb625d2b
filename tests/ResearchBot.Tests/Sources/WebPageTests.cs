using System.IO.Compression;
using System.Text;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Fakes;

namespace ResearchBot.Tests.Sources;

public sealed class WebPageTests
{
    [Fact]
    public async Task A_page_is_loaded_by_its_address_and_cited_with_it()
    {
        await using var site = await FakeSite.StartAsync();
        site.Page("/handbook", "<h1>The mill</h1><p>The mill stands by the river and grinds rye.</p>");
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site));

        var loaded = (await bot.LoadAsync(site.Url("/handbook"))).Report.Files.ShouldHaveSingleItem();

        loaded.Status.ShouldBe(FileStatus.Loaded, loaded.Reason);
        var document = ((DocumentReply)await bot.RunAsync("documents show", new() { ["id"] = loaded.DocumentId! })).Version.Document;
        document.Key.ShouldBe(site.Url("/handbook").AbsoluteUri);
        document.About["source"].ShouldBe(site.Url("/handbook").AbsoluteUri);
        (await bot.AskAsync("Where does the mill stand?")).Statements[0].Text.ShouldContain("by the river");
    }

    [Fact]
    public async Task A_page_with_the_same_mark_is_not_sent_again_and_what_changed_is_decided_by_its_content()
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site));
        void Write(string tag, string text) => site.Put("/a.txt", new FakePage(200, "text/plain", Encoding.UTF8.GetBytes(text)) { Headers = { ["ETag"] = tag } });

        Write("\"1\"", "The mill stands by the river.");
        (await StatusAsync()).ShouldBe(FileStatus.Loaded);
        (await StatusAsync()).ShouldBe(FileStatus.Unchanged);
        site.Asked.ShouldBe(["/a.txt 200", "/a.txt 304"]);
        Write("\"2\"", "The mill stands by the river.");
        (await StatusAsync()).ShouldBe(FileStatus.Unchanged);
        Write("\"3\"", "The mill stands on the hill.");
        (await StatusAsync()).ShouldBe(FileStatus.Loaded);
        async Task<FileStatus> StatusAsync() => (await bot.LoadAsync(site.Url("/a.txt"))).Report.Files.ShouldHaveSingleItem().Status;
    }

    [Fact]
    public async Task The_encoding_that_the_server_states_is_believed()
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site));
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
        site.Put("/mill.txt", new FakePage(200, "text/plain; charset=windows-1251", windows.GetBytes("Мельница стоит у реки.")));
        var loaded = (await bot.LoadAsync(site.Url("/mill.txt"))).Report.Files.ShouldHaveSingleItem();
        ((DocumentReply)await bot.RunAsync("documents show", new() { ["id"] = loaded.DocumentId! })).Version.Text.ShouldBe("Мельница стоит у реки.");
    }

    [Theory]
    [InlineData("/missing", "no such page (404)")]
    [InlineData("/secret", "asks for a login")]
    [InlineData("/fault", "a fault of its own (503)")]
    [InlineData("/large", "has over 1 MB")]
    [InlineData("/bomb", "has over 1 MB")]
    [InlineData("/loop", "redirects more than 5 times")]
    [InlineData("/packed", "packs its pages in a way")]
    [InlineData("/file", "Only addresses that begin with https://")]
    public async Task What_cannot_be_had_is_one_file_with_a_reason(string path, string reason)
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await TestBot.StartAsync(settings: new(WebSettings.For(site)) { ["Reading:MaxFileMegabytes"] = "1" });
        site.Put("/secret", new FakePage(403, "text/html", []));
        site.Put("/fault", new FakePage(503, "text/html", []));
        site.Put("/large", "text/plain", new string('x', 1_100_000));
        site.Put("/bomb", new FakePage(200, "text/plain", Zip(new byte[50_000_000])) { Headers = { ["Content-Encoding"] = "gzip" } });
        site.Put("/packed", new FakePage(200, "text/plain", [1, 2, 3]) { Headers = { ["Content-Encoding"] = "zstd" } });
        site.Redirect("/loop", "/loop");
        site.Redirect("/file", "file:///etc/passwd");

        var file = (await bot.LoadAsync(site.Url(path))).Report.Files.ShouldHaveSingleItem();

        file.Status.ShouldBeOneOf(FileStatus.Refused, FileStatus.Failed);
        file.Reason!.ShouldContain(reason);
    }

    [Fact]
    public async Task Redirects_are_followed_and_the_address_that_was_asked_for_stays_the_key()
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site));
        site.Redirect("/old", "/new");
        site.Page("/new", "<p>The mill stands by the river and grinds rye.</p>");
        (await bot.LoadAsync(site.Url("/old"))).Report.Files.ShouldHaveSingleItem().Path.ShouldBe(site.Url("/old").AbsoluteUri);
    }

    /// <summary>The console's words, and Slack's and Discord's: what is no web address never reaches a chat's load.</summary>
    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a")]
    public async Task A_path_in_a_chat_is_refused(string what)
    {
        await using var bot = await TestBot.StartAsync();
        (await bot.RunAsync("load", new() { ["what"] = what })).ShouldBeOfType<ErrorReply>().Message.ShouldContain("begins with https://");
    }

    private static byte[] Zip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
