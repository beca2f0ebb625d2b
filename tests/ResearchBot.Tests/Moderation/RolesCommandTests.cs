using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Moderation;

public sealed class RolesCommandTests
{
    [Fact]
    public async Task A_granted_role_counts_at_once_is_listed_and_ends_when_it_is_revoked()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync("boss", "/roles grant discord:ann Moderator", role: Role.Admin);
        await platform.TypeAsync("boss", "/roles grant role:77 admin", role: Role.Admin);

        (await platform.TypeAsync("discord:ann", "/audit")).ShouldBeOfType<TableReply>();
        (await platform.TypeAsync("bob", "/roles list", groups: ["role:77"])).ShouldBeOfType<TableReply>()
            .Rows.Select(row => string.Join(' ', row.Take(3))).ShouldBe(["discord:ann moderator boss", "role:77 admin boss"]);

        await platform.TypeAsync("boss", "/roles revoke discord:ann", role: Role.Admin);
        (await platform.TypeAsync("discord:ann", "/audit")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("moderator");
    }

    [Fact]
    public async Task Another_workspaces_grants_are_neither_seen_nor_taken_away()
    {
        await using var bot = await TestBot.StartAsync();
        await new TestPlatform(bot).TypeAsync("boss", "/roles grant discord:ann moderator", role: Role.Admin);

        var other = new TestPlatform(bot, "slack-2");
        (await other.TypeAsync("boss", "/roles list", role: Role.Admin)).ShouldBeOfType<TableReply>().Rows.ShouldBeEmpty();
        (await other.TypeAsync("boss", "/roles revoke discord:ann", role: Role.Admin)).ShouldBeOfType<ErrorReply>();
        (await new TestPlatform(bot).TypeAsync("discord:ann", "/audit")).ShouldBeOfType<TableReply>();
    }

    [Theory]
    [InlineData("/roles grant discord:ann king", "no role king")]
    [InlineData("/roles grant discord:ann 2", "no role 2")]
    [InlineData("/roles grant discord:ann member", "/roles revoke")]
    [InlineData("/roles grant discord:ann", "needs role")]
    [InlineData("/roles grant", "needs subject")]
    [InlineData("/roles grant \"\" admin", "no id")]
    [InlineData("/roles grant \"a\nb\" admin", "no id")]
    [InlineData("/roles grant ann admin", "no id")]
    [InlineData("/roles grant 80351110224678912 admin", "write discord:80351110224678912")]
    [InlineData("/roles revoke", "needs subject")]
    [InlineData("/roles revoke discord:ann", "No role was granted to discord:ann")]
    public async Task A_wrong_use_is_explained_and_changes_nothing(string line, string told)
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var error = (await platform.TypeAsync("boss", line, role: Role.Admin)).ShouldBeOfType<ErrorReply>();
        error.Message.ShouldContain(told);
        error.IsFailure.ShouldBeFalse();
        (await platform.TypeAsync("boss", "/roles list", role: Role.Admin)).ShouldBeOfType<TableReply>().Rows.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/roles revoke discord:ann", "discord:ann", new string[0])]
    [InlineData("/roles grant discord:ann moderator", "discord:ann", new string[0])]
    [InlineData("/roles revoke role:77", "role:77", new[] { "role:77" })]
    public async Task Nobody_takes_their_own_last_admin_right_away(string line, string subject, string[] groups)
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync("boss", $"/roles grant {subject} admin", role: Role.Admin);

        (await platform.TypeAsync("discord:ann", line, groups: groups)).ShouldBeOfType<ErrorReply>().Message.ShouldContain("only by what was granted");
        (await platform.TypeAsync("discord:ann", "/roles list", groups: groups)).ShouldBeOfType<TableReply>();
    }

    [Fact]
    public async Task Who_is_an_admin_in_another_way_too_may_give_a_grant_up()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync("boss", "/roles grant discord:ann admin", role: Role.Admin);
        await platform.TypeAsync("boss", "/roles grant role:77 admin", role: Role.Admin);
        (await platform.TypeAsync("discord:ann", "/roles revoke discord:ann", groups: ["role:77"])).ShouldBeOfType<DoneReply>();

        await platform.TypeAsync("discord:boss", "/roles grant discord:boss admin", role: Role.Admin);
        (await platform.TypeAsync("discord:boss", "/roles revoke discord:boss", role: Role.Admin)).ShouldBeOfType<DoneReply>();
    }

    [Fact]
    public async Task Roles_from_the_settings_count_like_granted_ones_in_their_workspace_only()
    {
        await using var bot = await TestBot.StartAsync(settings: new()
        {
            ["Workspaces:team:Discord:0"] = "1",
            ["Workspaces:team:Admins:0"] = "discord:ann",
            ["Workspaces:team:Moderators:0"] = "discord:role:77",
        });
        var platform = new TestPlatform(bot);
        (await platform.TypeAsync("discord:ann", "/roles list")).ShouldBeOfType<TableReply>();
        (await platform.TypeAsync("discord:bob", "/audit", groups: ["discord:role:77"])).ShouldBeOfType<TableReply>();
        (await platform.TypeAsync("discord:bob", "/roles list", groups: ["discord:role:77"])).ShouldBeOfType<ErrorReply>();
        (await new TestPlatform(bot, "discord-2").TypeAsync("discord:ann", "/audit")).ShouldBeOfType<ErrorReply>();

        await platform.TypeAsync("boss", "/roles grant discord:ann moderator", role: Role.Admin);
        (await platform.TypeAsync("discord:ann", "/roles revoke discord:ann")).ShouldBeOfType<DoneReply>("the settings keep her an admin");
    }
}
