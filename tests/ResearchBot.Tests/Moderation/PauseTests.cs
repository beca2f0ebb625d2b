using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Moderation;

/// <summary>A channel's pause and its workspace's, in every order.</summary>
public sealed class PauseTests
{
    [Theory]
    [InlineData("/pause --everywhere", "/pause --minutes 5", "until a moderator resumes")]
    [InlineData("/pause --minutes 5", "/pause --everywhere", "until a moderator resumes")]
    [InlineData("/pause", "/pause --everywhere --minutes 5", "until a moderator resumes")]
    [InlineData("/pause --everywhere --minutes 90", "/pause --minutes 5", "until 20")]
    public async Task The_longer_pause_holds(string first, string second, string told)
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync("mo", first, role: Role.Moderator);
        await platform.TypeAsync("mo", second, role: Role.Moderator);
        (await platform.TypeAsync("ann", "Who?")).ShouldBeOfType<ErrorReply>().Message.ShouldContain(told);
        var pauses = bot.Get<Pauses>();
        var held = (await pauses.FindAsync("discord-1", "general", TestContext.Current.CancellationToken)).ShouldNotBeNull();
        (await pauses.ListAsync("discord-1", TestContext.Current.CancellationToken)).ShouldAllBe(one => held.Until == null || one.Until <= held.Until);
    }

    [Fact]
    public async Task A_pause_that_is_over_ends_no_other()
    {
        await using var bot = await TestBot.StartAsync();
        var (platform, now) = (new TestPlatform(bot), TimeProvider.System.GetUtcNow());
        await bot.Get<Pauses>().BeginAsync("discord-1", new Pause("general", now.AddMinutes(-1)), "mo", TestContext.Current.CancellationToken);
        (await platform.TypeAsync("ann", "Who?")).ShouldBeOfType<AnswerReply>();

        await platform.TypeAsync("mo", "/pause --everywhere", role: Role.Moderator);
        (await platform.TypeAsync("ann", "Who?")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("paused");
    }

    [Theory]
    [InlineData("", "/resume", "was not paused by itself. Members get answers")]
    [InlineData("", "/resume --everywhere", "was not paused. Members get answers in every")]
    [InlineData("/pause", "/resume", "no longer paused by itself. Members get answers")]
    [InlineData("/pause --everywhere", "/resume", "was not paused by itself, but the whole workspace is")]
    [InlineData("/pause|/pause --everywhere", "/resume", "no longer paused by itself, but the whole workspace is")]
    [InlineData("/pause|/pause --everywhere", "/resume --everywhere", "no longer paused. Paused by themselves are still: general")]
    [InlineData("/pause --everywhere", "/resume --everywhere", "no longer paused. Members get answers in every")]
    public async Task What_resume_says_is_so(string before, string line, string says)
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        foreach (var pause in before.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            await platform.TypeAsync("mo", pause, role: Role.Moderator);
        }

        (await platform.TypeAsync("mo", line, role: Role.Moderator)).ShouldBeOfType<DoneReply>().Message.ShouldContain(says);
        (await platform.TypeAsync("ann", "Who?") is AnswerReply).ShouldBe(says.Contains("Members get answers", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/pause")]
    [InlineData("/pause --minutes 5")]
    [InlineData("/resume")]
    public async Task In_a_direct_message_the_workspace_has_to_be_named(string line)
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        (await platform.TypeAsync("mo", line, channel: null, role: Role.Moderator)).ShouldBeOfType<ErrorReply>().Message.ShouldContain("--everywhere");
        (await platform.TypeAsync("mo", line + " --everywhere", channel: null, role: Role.Moderator)).ShouldBeOfType<DoneReply>();
        (await bot.RunAsync(line[1..].Split(' ')[0], [])).ShouldBeOfType<DoneReply>().Message.ShouldContain("workspace");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("525601")]
    [InlineData("soon")]
    public async Task A_pause_of_no_length_is_refused(string minutes)
    {
        await using var bot = await TestBot.StartAsync();
        var error = (await new TestPlatform(bot).TypeAsync("mo", $"/pause --minutes {minutes}", role: Role.Moderator)).ShouldBeOfType<ErrorReply>();
        error.Message.ShouldContain("minutes");
        error.IsFailure.ShouldBeFalse();
    }
}
