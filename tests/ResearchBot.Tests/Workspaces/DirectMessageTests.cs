using Dapper;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Workspaces;
using ResearchBot.Tests.Moderation;

namespace ResearchBot.Tests.Workspaces;

/// <summary>Where a direct message belongs, and guilds that come and go.</summary>
public sealed class DirectMessageTests
{
    private static readonly Tenant First = new("discord", "1");
    private static readonly Tenant Second = new("discord", "2");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_belongs_to_the_only_workspace_that_they_share_or_is_asked_once()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await bot.Get<WorkspaceMap>().JoinedAsync(Second, "Mill Town", Cancellation);
        await CollectionsTests.SaveAsync(bot, "discord-2", "documents", "a.txt", "The quagga sleeps.");
        (await platform.WriteAsync("discord:ann", "/search quagga", Second)).ShouldBeOfType<SearchReply>().Results.ShouldHaveSingleItem();
        (await platform.WriteAsync("discord:ann", "/search quagga", First)).ShouldBeOfType<SearchReply>().Results.ShouldBeEmpty();

        var asked = (await platform.WriteAsync("discord:ann", "/search quagga", First, Second)).ShouldBeOfType<TableReply>();
        asked.Title.ShouldContain("Which workspace");
        asked.Rows.ShouldBe([["discord-1", "", ""], ["discord-2", "Mill Town", ""]]);
        (await platform.WriteAsync("discord:ann", "/workspace discord-2", First, Second)).ShouldBeOfType<DoneReply>();
        (await platform.WriteAsync("discord:ann", "/search quagga", First, Second)).ShouldBeOfType<SearchReply>().Results.ShouldHaveSingleItem();
        (await platform.WriteAsync("discord:ann", "/workspace", First, Second)).ShouldBeOfType<TableReply>().Rows[1][2].ShouldBe("chosen");
        (await platform.WriteAsync("discord:bob", "/search quagga", First, Second)).ShouldBeOfType<TableReply>("the choice is Ann's");
    }

    [Fact]
    public async Task Only_a_shared_workspace_is_chosen_and_a_choice_that_is_no_longer_shared_does_not_count()
    {
        await using var bot = await TestBot.StartAsync();
        var (platform, third) = (new TestPlatform(bot), new Tenant("discord", "3"));
        (await platform.WriteAsync("discord:ann", "/workspace discord-3", First, Second)).ShouldBeOfType<ErrorReply>().Message.ShouldContain("share no workspace");
        (await platform.WriteAsync("discord:ann", "/workspace shared", First, Second)).ShouldBeOfType<ErrorReply>();
        (await bot.Get<WorkspaceMap>().ForDirectAsync("discord:ann", [First, Second], Cancellation)).Workspace.ShouldBeNull();

        await platform.WriteAsync("discord:ann", "/workspace discord-2", First, Second);
        (await bot.Get<WorkspaceMap>().ForDirectAsync("discord:ann", [First, third], Cancellation)).Workspace.ShouldBeNull();
        (await bot.Get<WorkspaceMap>().ForDirectAsync("discord:ann", [First, Second], Cancellation)).Workspace.ShouldBe("discord-2");
        (await bot.Get<WorkspaceMap>().ForDirectAsync("discord:ann", [], Cancellation)).ShouldSatisfyAllConditions(
            none => none.Workspace.ShouldBeNull(), none => none.Shared.ShouldBeEmpty());
    }

    [Fact]
    public async Task Guilds_of_one_workspace_are_one_place()
    {
        await using var bot = await TestBot.StartAsync(settings: new() { ["Workspaces:team:Discord:0"] = "1", ["Workspaces:team:Discord:1"] = "2" });
        var direct = await bot.Get<WorkspaceMap>().ForDirectAsync("discord:ann", [First, Second], Cancellation);
        direct.Workspace.ShouldBe("team");
        direct.Shared.ShouldBe(["team"]);
    }

    [Fact]
    public async Task Somebody_who_is_blocked_or_paused_can_still_choose()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync("mo", "/pause --everywhere", role: Role.Moderator);
        await platform.TypeAsync("mo", "/block discord:ann", role: Role.Moderator);
        (await platform.WriteAsync("discord:ann", "/workspace discord-2", First, Second)).ShouldBeOfType<DoneReply>();
    }

    [Fact]
    public async Task When_a_guild_removed_the_bot_is_kept_until_it_is_back()
    {
        await using var bot = await TestBot.StartAsync();
        var database = bot.Get<Database>();
        WorkspaceMap At(int hour) => new(database, bot.Get<BoundWorkspaces>(), new Hour(hour));
        (await At(1).JoinedAsync(First, "Mill Town", Cancellation)).ShouldBeTrue("it is greeted once");
        (await At(1).JoinedAsync(First, "Mill Town", Cancellation)).ShouldBeFalse();
        (await At(2).JoinedAsync(First, "Mill City", Cancellation)).ShouldBeFalse();
        (await At(2).NamesAsync("discord-1", Cancellation)).ShouldBe(["Mill City"]);
        (await LeftAsync()).ShouldBeNull();
        await At(2).LeftAsync(First, Cancellation);
        await At(3).LeftAsync(First, Cancellation);
        (await LeftAsync()).ShouldBe(2 * 3_600_000);
        (await At(4).JoinedAsync(First, "Mill Town", Cancellation)).ShouldBeTrue("and again when it is back");
        (await At(4).JoinedAsync(First, "Mill Town", Cancellation)).ShouldBeFalse();
        (await LeftAsync()).ShouldBeNull();
        await At(5).LeftAsync(Second, Cancellation); // of which it never heard before
        (await At(6).JoinedAsync(Second, null, Cancellation)).ShouldBeTrue();

        async Task<long?> LeftAsync()
        {
            await using var connection = await database.OpenAsync(Cancellation);
            return await connection.QuerySingleAsync<long?>("SELECT left_at FROM tenants WHERE id = '1'");
        }
    }

    private sealed class Hour(int hour) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddHours(hour);
    }
}
