using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Sources;

namespace ResearchBot.Tests.Moderation;

public sealed class RestoreTests
{
    [Fact]
    public async Task A_removed_document_and_an_older_version_come_back_and_every_citation_still_opens()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var id = await CollectionsTests.SaveAsync(bot, "discord-1", "documents", "a.txt", "The quagga sleeps.");
        await CollectionsTests.SaveAsync(bot, "discord-1", "documents", "a.txt", "The quagga wakes.");

        await platform.TypeAsync("boss", $"/documents remove {id}", role: Role.Admin);
        (await FoundAsync(platform)).ShouldBeEmpty();
        (await platform.TypeAsync("ann", $"/documents versions {id}")).ShouldBeOfType<TableReply>().Title.ShouldContain("removed");
        (await platform.TypeAsync("boss", $"/documents restore {id}", role: Role.Admin)).ShouldBeOfType<DoneReply>().Message.ShouldContain("version 3");
        (await FoundAsync(platform)).ShouldBe(["The quagga wakes."]);

        (await platform.TypeAsync("boss", $"/documents restore {id} --version 1", role: Role.Admin)).ShouldBeOfType<DoneReply>();
        (await FoundAsync(platform)).ShouldBe(["The quagga sleeps."]);
        var table = (await platform.TypeAsync("ann", $"/documents versions {id}")).ShouldBeOfType<TableReply>();
        table.Rows.Select(row => row[0]).ShouldBe(["4", "3", "2", "1"]);
        foreach (var (version, text) in new[] { (1, "sleeps"), (2, "wakes"), (3, "wakes"), (4, "sleeps") })
        {
            (await platform.TypeAsync("ann", $"/documents show {id} --version {version}")).ShouldBeOfType<DocumentReply>().Version.Text.ShouldContain(text);
        }
    }

    [Theory]
    [InlineData("/documents restore nothing", "no document")]
    [InlineData("/documents restore ID", "is in search")]
    [InlineData("/documents restore ID --version 1", "is in search")]
    [InlineData("/documents restore ID --version 9", "no version 9")]
    [InlineData("/documents restore ID --version 0", "whole number")]
    [InlineData("/documents restore", "needs id")]
    [InlineData("/documents versions nothing", "no document")]
    public async Task Each_wrong_use_says_what_is_wrong(string line, string says)
    {
        await using var bot = await TestBot.StartAsync();
        var id = await CollectionsTests.SaveAsync(bot, "discord-1", "documents", "a.txt", "The quagga sleeps.");
        var typed = line.Replace("ID", id, StringComparison.Ordinal);
        var error = (await new TestPlatform(bot).TypeAsync("boss", typed, role: Role.Admin)).ShouldBeOfType<ErrorReply>();
        error.Message.ShouldContain(says);
        error.IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task A_seed_is_removed_and_restored_by_whoever_runs_the_program_and_by_no_other_workspace()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        var guild = new TestPlatform(bot);
        var seed = (await bot.RunAsync("documents list", [])).ShouldBeOfType<DocumentListReply>().Documents[0].Document.Id;

        (await guild.TypeAsync("boss", $"/documents remove {seed}", role: Role.Admin)).ShouldBeOfType<ErrorReply>().Message.ShouldContain("console");
        (await bot.RunAsync("documents remove", new() { ["id"] = seed })).ShouldBeOfType<DocumentRemovedReply>();
        (await guild.TypeAsync("boss", $"/documents restore {seed}", role: Role.Admin)).ShouldBeOfType<ErrorReply>().Message.ShouldContain("console");
        (await SeedsAsync(guild)).ShouldBe(1);

        (await bot.RunAsync("documents restore", new() { ["id"] = seed })).ShouldBeOfType<DoneReply>();
        (await SeedsAsync(guild)).ShouldBe(2);
        await bot.Get<SeedLoader>().LoadAsync(null, TestContext.Current.CancellationToken);
        (await SeedsAsync(guild)).ShouldBe(2);
    }

    private static async Task<int> SeedsAsync(TestPlatform platform) =>
        (await platform.TypeAsync("ann", "/documents list")).ShouldBeOfType<DocumentListReply>().Documents.Count(one => one.Document.Collection == CollectionId.Seeds);

    private static async Task<IEnumerable<string>> FoundAsync(TestPlatform platform) =>
        (await platform.TypeAsync("ann", "/search quagga")).ShouldBeOfType<SearchReply>().Results.Select(hit => hit.Text);
}
