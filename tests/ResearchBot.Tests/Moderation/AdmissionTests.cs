using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Moderation;

public sealed class AdmissionTests
{
    [Fact]
    public async Task While_a_channel_is_paused_its_members_are_told_and_others_are_served()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        var platform = new TestPlatform(bot);
        (await platform.TypeAsync("mo", "/pause", "general", Role.Moderator)).ShouldBeOfType<DoneReply>();

        (await platform.TypeAsync("ann", "Who is Shay Khatiri?", "general")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("paused");
        (await platform.TypeAsync("ann", "Who is Shay Khatiri?", "random")).ShouldBeOfType<AnswerReply>();
        (await platform.TypeAsync("mo", "Who is Shay Khatiri?", "general", Role.Moderator)).ShouldBeOfType<AnswerReply>();
        (await platform.TypeAsync("ann", "/help", "general")).ShouldBeOfType<HelpReply>();
        (await new TestPlatform(bot, "slack-2").TypeAsync("ann", "Who is Shay Khatiri?", "general")).ShouldBeOfType<AnswerReply>();

        (await platform.TypeAsync("mo", "/resume", "general", Role.Moderator)).ShouldBeOfType<DoneReply>();
        (await platform.TypeAsync("ann", "Who is Shay Khatiri?", "general")).ShouldBeOfType<AnswerReply>();
    }

    [Fact]
    public async Task A_workspace_that_is_paused_is_paused_in_every_channel()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        var platform = new TestPlatform(bot);
        await platform.TypeAsync("mo", "/pause --everywhere --minutes 5", "general", Role.Moderator);

        (await platform.TypeAsync("ann", "Who is Shay Khatiri?", "random")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("until");
        (await platform.TypeAsync("mo", "/resume", "random", Role.Moderator)).ShouldBeOfType<DoneReply>().Message.ShouldContain("--everywhere");
        await platform.TypeAsync("mo", "/resume --everywhere", "random", Role.Moderator);
        (await platform.TypeAsync("ann", "Who is Shay Khatiri?", "random")).ShouldBeOfType<AnswerReply>();
    }

    [Fact]
    public async Task A_blocked_person_is_told_why_and_served_again_once_unblocked()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        var platform = new TestPlatform(bot);
        await platform.TypeAsync("mo", "/block discord:ann --reason \"Floods the channel.\"", role: Role.Moderator);

        (await platform.TypeAsync("discord:ann", "Who is Shay Khatiri?")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("Floods the channel.");
        (await platform.TypeAsync("discord:bob", "Who is Shay Khatiri?")).ShouldBeOfType<AnswerReply>();
        await platform.TypeAsync("mo", "/unblock discord:ann", role: Role.Moderator);
        (await platform.TypeAsync("discord:ann", "Who is Shay Khatiri?")).ShouldBeOfType<AnswerReply>();
    }

    [Fact]
    public async Task A_role_that_was_granted_to_a_platform_role_counts_for_its_holders_in_that_workspace_only()
    {
        await using var bot = await TestBot.StartAsync();
        await bot.Get<RoleGrants>().GrantAsync("discord-1", "role:77", Role.Moderator, "boss", TestContext.Current.CancellationToken);

        (await new TestPlatform(bot).TypeAsync("ann", "/pause", groups: ["role:77"])).ShouldBeOfType<DoneReply>();
        (await new TestPlatform(bot).TypeAsync("bob", "/pause", groups: ["role:78"])).ShouldBeOfType<ErrorReply>();
        (await new TestPlatform(bot, "slack-2").TypeAsync("ann", "/pause", groups: ["role:77"])).ShouldBeOfType<ErrorReply>();
    }

    [Theory]
    [InlineData("/block ann", "no id")]
    [InlineData("/block \"\"", "no id")]
    [InlineData("/block \"discord:a b\"", "no id")]
    [InlineData("/block Discord:1", "no id")]
    [InlineData("/block discord:", "no id")]
    [InlineData("/block 80351110224678912", "write discord:80351110224678912")]
    [InlineData("/block U0123456", "write slack:U0123456")]
    [InlineData("/block", "needs person")]
    [InlineData("/block discord:mo", "yourself")]
    [InlineData("/block discord:zoe --reason 201", "200 characters")]
    [InlineData("/block discord:granted", "a moderator here")]
    [InlineData("/block discord:set", "an admin here")]
    [InlineData("/unblock discord:zoe", "not blocked")]
    public async Task A_block_that_would_stop_nobody_is_refused(string line, string says)
    {
        await using var bot = await TestBot.StartAsync(settings: new() { ["Workspaces:team:Discord:0"] = "1", ["Workspaces:team:Admins:0"] = "discord:set" });
        var platform = new TestPlatform(bot);
        await platform.TypeAsync("boss", "/roles grant discord:granted moderator", role: Role.Admin);

        var error = (await platform.TypeAsync("discord:mo", line.Replace("201", new string('x', 201)), role: Role.Moderator)).ShouldBeOfType<ErrorReply>();
        error.Message.ShouldContain(says);
        error.IsFailure.ShouldBeFalse();
        (await StoreRows.ReadAsync(bot)).ShouldNotContain(row => row.StartsWith("blocks ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_id_is_refused_and_a_reason_is_kept_on_one_line()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        (await platform.TypeAsync("mo", $"/block discord:{new string('1', 193)}", role: Role.Moderator)).ShouldBeOfType<ErrorReply>();
        (await platform.TypeAsync("mo", $"/block discord:{new string('1', 192)}", role: Role.Moderator)).ShouldBeOfType<DoneReply>()
            .Message.ShouldContain("Moderators and admins are served all the same");
        await platform.TypeAsync("mo", "/block discord:ann --reason \"Floods\nthe channel.\"", role: Role.Moderator);
        (await platform.TypeAsync("discord:ann", "Who?")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("Floods the channel.");
    }
}
