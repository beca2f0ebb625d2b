using System.IO.Compression;
using System.Text;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Fakes;

namespace ResearchBot.Tests.Sources;

public sealed class ArchiveTests
{
    [Fact]
    public async Task An_archive_is_loaded_as_the_documents_that_it_holds_from_a_folder_and_from_the_web()
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await TestBot.StartAsync(settings: WebSettings.For(site));
        bot.Write("docs/plain.txt", "The weir holds.");
        var packed = Zip(("a.md", "# Mill\n\nThe mill stands by the river."), ("deep/b.txt", "The sluice is open."));
        File.WriteAllBytes(Path.Combine(bot.Folder, "docs", "export.zip"), packed);
        site.Put("/export.zip", new FakePage(200, "application/zip", packed));

        var folder = await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));
        var web = (await bot.LoadAsync(site.Url("/export.zip"))).Report;

        folder.Files.Select(file => (Path.GetFileName(file.Path), file.Status)).ShouldBe([("a.md", FileStatus.Loaded), ("b.txt", FileStatus.Loaded), ("plain.txt", FileStatus.Loaded)], ignoreOrder: true);
        web.Files.Select(file => file.Path).ShouldBe([$"{site.Url("/export.zip")}/a.md", $"{site.Url("/export.zip")}/deep/b.txt"], ignoreOrder: true);
        ((DocumentReply)await bot.RunAsync("documents show", new() { ["id"] = folder.Files.Single(file => file.Path.EndsWith("a.md", StringComparison.Ordinal)).DocumentId! })).Version.Document.Key.ShouldBe("export.zip/a.md");
        (await bot.LoadAsync(Path.Combine(bot.Folder, "docs"))).Files.ShouldAllBe(file => file.Status == FileStatus.Unchanged);
    }

    [Fact]
    public async Task What_an_archive_leaves_out_is_told_once_with_its_first_file()
    {
        await using var bot = await TestBot.StartAsync();
        File.WriteAllBytes(Path.Combine(bot.Folder, "site.zip"), Zip(
            ("a.html", "<p>The mill stands by the river.</p>"), ("b.html", "<p>The sluice is open.</p>"), ("page.css", "p { color: red }"), ("page.js", "run();")));

        var files = (await bot.LoadAsync(Path.Combine(bot.Folder, "site.zip"))).Files;

        files.Select(file => file.Remark).ShouldBe(["2 styles, scripts and pictures of the archive's pages were left out.", null]);
    }

    [Fact]
    public async Task An_archive_that_is_not_read_is_one_refused_file()
    {
        await using var bot = await TestBot.StartAsync();
        File.WriteAllBytes(Path.Combine(bot.Folder, "broken.zip"), [0x50, 0x4B, 3, 4, 1, 2, 3]);
        var file = (await bot.LoadAsync(Path.Combine(bot.Folder, "broken.zip"))).Files.ShouldHaveSingleItem();
        file.Status.ShouldBe(FileStatus.Refused);
        file.Reason!.Length.ShouldBeGreaterThan(10);
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed.ToArray();
    }
}
