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
        await platform.TypeAsync("mo", "/block ann --reason \"Floods the channel.\"", role: Role.Moderator);

        (await platform.TypeAsync("ann", "Who is Shay Khatiri?")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("Floods the channel.");
        (await platform.TypeAsync("bob", "Who is Shay Khatiri?")).ShouldBeOfType<AnswerReply>();
        await platform.TypeAsync("mo", "/unblock ann", role: Role.Moderator);
        (await platform.TypeAsync("ann", "Who is Shay Khatiri?")).ShouldBeOfType<AnswerReply>();
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
}
