using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Sources;

namespace ResearchBot.Tests.Ingestion;

public sealed class SeedLoaderTests
{
    [Fact]
    public async Task Seeds_are_briefs_that_say_so_and_load_once()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        var list = (DocumentListReply)await bot.RunAsync("documents list", []);
        list.Documents.Count.ShouldBe(2);
        list.Documents.ShouldAllBe(summary => summary.Document.Title.StartsWith("Brief: ") && summary.Document.Collection.Name == "seeds");

        var again = await bot.Get<SeedLoader>().LoadAsync(null, TestContext.Current.CancellationToken);
        again.Files.ShouldAllBe(file => file.Status == FileStatus.Unchanged);
    }

    [Fact]
    public async Task A_removed_seed_stays_removed()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        var list = (DocumentListReply)await bot.RunAsync("documents list", []);
        var id = list.Documents[0].Document.Id;
        (await bot.RunAsync("documents remove", new() { ["id"] = id })).ShouldBeOfType<DocumentRemovedReply>();

        await bot.Get<SeedLoader>().LoadAsync(null, TestContext.Current.CancellationToken);

        ((DocumentListReply)await bot.RunAsync("documents list", [])).Documents.ShouldNotContain(summary => summary.Document.Id == id);
        (await bot.RunAsync("documents show", new() { ["id"] = id })).ShouldBeOfType<DocumentReply>();
    }

    [Fact]
    public async Task The_collection_seeds_cannot_be_loaded_into()
    {
        await using var bot = await TestBot.StartAsync();
        var path = bot.Write("a.txt", "Some text stands here.");
        var reply = await bot.RunAsync("load", new() { ["collection"] = "seeds" }, path);
        reply.ShouldBeOfType<ErrorReply>().Message.ShouldContain("read-only");
    }
}
