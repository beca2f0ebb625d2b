using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Tests.Moderation;

public sealed class CollectionsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_channels_collection_is_read_in_that_channel_and_a_roles_in_replies_that_its_holder_alone_sees()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await AdminAsync(platform, "/collections create board");
        await AdminAsync(platform, "/collections rights board --channel discord:c1 --role discord:r1");
        await SaveAsync(bot, "discord-1", "board", "a.txt", "The quagga sleeps.");

        (await CountAsync(platform, "discord:c1")).ShouldBe(1);
        (await CountAsync(platform, "discord:c2")).ShouldBe(0);
        (await CountAsync(platform, "discord:c2", isPrivate: true, "discord:r1")).ShouldBe(1);
        (await CountAsync(platform, "discord:c2", isPrivate: false, "discord:r1")).ShouldBe(0);
        (await CountAsync(platform, channel: null, isPrivate: true, "discord:r1")).ShouldBe(1);
        (await CountAsync(platform, channel: null, isPrivate: true, "discord:r2")).ShouldBe(0);
        (await platform.TypeAsync("ann", "/collections list", "discord:c1")).ShouldBeOfType<TableReply>().Rows.ShouldBe([["board", "1", "some channels or roles"]]);
        (await platform.TypeAsync("ann", "/collections list", "discord:c2")).ShouldBeOfType<TableReply>().Rows.ShouldBeEmpty();

        await AdminAsync(platform, "/collections rights board --channel discord:c1 --revoke");
        (await CountAsync(platform, "discord:c1")).ShouldBe(0);
        await AdminAsync(platform, "/collections rights board --open");
        (await CountAsync(platform, "discord:c2")).ShouldBe(1);
        (await CountAsync(new TestPlatform(bot, "slack-2"), "discord:c2")).ShouldBe(0);
    }

    [Theory]
    [InlineData("/collections create Board", "no name")]
    [InlineData("/collections create seeds", "read-only")]
    [InlineData("/collections create team", "already")]
    [InlineData("/collections create", "needs name")]
    [InlineData("/collections rights nowhere", "no collection")]
    [InlineData("/collections rights seeds --role discord:r1", "read-only")]
    [InlineData("/collections rights team --open --role discord:r1", "alone")]
    [InlineData("/collections rights team --revoke", "needs one")]
    [InlineData("/collections rights team --revoke --role discord:r1 --channel discord:c1", "needs one")]
    [InlineData("/collections rights team --revoke --role discord:r1", "only right")]
    [InlineData("/collections rights team --revoke --role discord:r2", "has no right")]
    [InlineData("/collections rights team --role \"\"", "no id")]
    [InlineData("/collections rights team --channel \"a b\"", "no id")]
    [InlineData("/collections rights team --channel 80351110224678912", "write discord:80351110224678912")]
    [InlineData("/collections move nothing team", "no document")]
    [InlineData("/collections move ID nowhere", "no collection")]
    [InlineData("/collections move ID documents", "already")]
    [InlineData("/collections move ID seeds", "read-only")]
    [InlineData("/collections move ID other", "same key")]
    [InlineData("/collections move SEED team", "whoever runs the program")]
    public async Task Each_wrong_use_says_what_is_wrong(string line, string says)
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await AdminAsync(platform, "/collections create team");
        await AdminAsync(platform, "/collections rights team --role discord:r1");
        var id = await SaveAsync(bot, "discord-1", "documents", "a.txt", "The quagga sleeps.");
        await SaveAsync(bot, "discord-1", "other", "a.txt", "The dodo sleeps.");
        var seed = await SaveAsync(bot, Workspace.Shared, CollectionId.Seeds.Name, "s.txt", "The auk sleeps.");

        var typed = line.Replace("ID", id, StringComparison.Ordinal).Replace("SEED", seed, StringComparison.Ordinal);
        var error = (await platform.TypeAsync("boss", typed, role: Role.Admin)).ShouldBeOfType<ErrorReply>();
        error.Message.ShouldContain(says);
        error.IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task A_moved_document_moves_in_every_process_at_once_and_keeps_its_versions()
    {
        await using var bot = await TestBot.StartAsync();
        await using var second = await TestBot.StartAsync(over: bot);
        var (here, there) = (new TestPlatform(bot), new TestPlatform(second));
        var id = await SaveAsync(bot, "discord-1", "documents", "a.txt", "The quagga sleeps.");
        await SaveAsync(bot, "discord-1", "documents", "a.txt", "The quagga wakes.");
        await second.Get<IndexFollower>().CatchUpAsync(Cancellation);
        (await CountAsync(there, "discord:c2")).ShouldBe(1);

        await AdminAsync(here, "/collections create board");
        await AdminAsync(here, "/collections rights board --channel discord:c1");
        await AdminAsync(here, $"/collections move {id} board");

        (await CountAsync(there, "discord:c2")).ShouldBe(0, "its index does not know yet, and the store does");
        (await there.TypeAsync("ann", "What does the quagga do?", "discord:c2")).ShouldBeOfType<AnswerReply>().Answer.Citations.ShouldBeEmpty();
        await second.Get<IndexFollower>().CatchUpAsync(Cancellation);
        (await CountAsync(here, "discord:c1")).ShouldBe(1);
        (await CountAsync(there, "discord:c1")).ShouldBe(1);
        (await CountAsync(there, "discord:c2")).ShouldBe(0);
        (await here.TypeAsync("ann", $"/documents show {id} --version 1", "discord:c1")).ShouldBeOfType<DocumentReply>().Version.Text.ShouldContain("sleeps");
        (await here.TypeAsync("ann", $"/documents show {id} --version 1", "discord:c2")).ShouldBeOfType<ErrorReply>();
        (await here.TypeAsync("ann", $"/documents versions {id}", "discord:c2")).ShouldBeOfType<ErrorReply>();
    }

    [Fact]
    public async Task A_collection_whose_last_rights_are_taken_back_at_once_keeps_one()
    {
        await using var bot = await TestBot.StartAsync();
        var (rights, board) = (bot.Get<CollectionRights>(), new CollectionId("discord-1", "board"));
        await AdminAsync(new TestPlatform(bot), "/collections create board");
        for (var round = 0; round < 20; round++)
        {
            string[] subjects = ["discord:r1", "discord:r2"];
            foreach (var subject in subjects)
            {
                await rights.AllowAsync(board, RightKind.Role, subject, Cancellation);
            }

            await Parallel.ForEachAsync(subjects, Cancellation, async (subject, token) => await rights.RevokeAsync(board, RightKind.Role, subject, token));
            (await rights.OfAsync(board, Cancellation)).Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("shared", "notes")]
    [InlineData("a/b", "notes")]
    [InlineData("", "notes")]
    public async Task No_workspace_comes_to_be_whose_id_is_taken_for_another(string workspace, string collection)
    {
        await using var bot = await TestBot.StartAsync();
        Should.Throw<ArgumentException>(() => new Person(workspace, "ann", Role.Admin));
        await Should.ThrowAsync<ArgumentException>(() => bot.Get<CollectionStore>().CreateAsync(new CollectionId(workspace, collection), Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => SaveAsync(bot, workspace, collection, "a.txt", "The quagga sleeps."));
    }

    internal static async Task<string> SaveAsync(TestBot bot, string workspace, string collection, string key, string text)
    {
        var saved = await bot.Get<DocumentStore>().SaveAsync(
            new NewVersion(
                new CollectionId(workspace, collection), key, "test", text, key, null, new Dictionary<string, string>(), text, new DocumentStructure(text),
                [new Chunk(0, 0, text.Length, new(null, null, 1))]),
            Cancellation);
        await bot.Get<IndexFollower>().CatchUpAsync(Cancellation);
        return saved.State.Id;
    }

    private static async Task AdminAsync(TestPlatform platform, string line) =>
        (await platform.TypeAsync("boss", line, role: Role.Admin)).ShouldNotBeOfType<ErrorReply>();

    private static async Task<int> CountAsync(TestPlatform platform, string? channel, bool isPrivate = false, params string[] groups) =>
        (await platform.TypeAsync("ann", "/search quagga", channel, isPrivate: isPrivate, groups: groups)).ShouldBeOfType<SearchReply>().Results.Count;
}
