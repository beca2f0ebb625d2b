using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Feedback;
using static ResearchBot.Tests.Feedback.UnansweredQuestion;

namespace ResearchBot.Tests.Feedback;

public sealed class QuietTests
{
    [Fact]
    public async Task A_thread_is_quiet_until_somebody_there_ends_it()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var thread = new ConversationAddress("discord-1", "test", "t1");
        var quiet = bot.Get<Quiet>();
        (await platform.TypeAsync("ann", "/quiet", thread: "t1")).ShouldBeOfType<DoneReply>().Message.ShouldContain("/quiet --off");
        await platform.TypeAsync("ann", "/quiet", thread: "t1");
        (await quiet.IsAsync(thread, Cancellation)).ShouldBeTrue();
        (await quiet.IsAsync(thread with { Address = "t2" }, Cancellation)).ShouldBeFalse();
        (await quiet.IsAsync(thread with { Workspace = "slack-2" }, Cancellation)).ShouldBeFalse();
        (await quiet.IsAsync("discord-1", "ann", Cancellation)).ShouldBeFalse();

        await platform.TypeAsync("bob", "/quiet --off", thread: "t1");
        (await quiet.IsAsync(thread, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task In_a_direct_message_it_is_the_persons_own_and_of_that_workspace()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var quiet = bot.Get<Quiet>();
        await platform.TypeAsync("ann", "/quiet", channel: null);
        (await quiet.IsAsync("discord-1", "ann", Cancellation)).ShouldBeTrue();
        (await quiet.IsAsync("discord-1", "bob", Cancellation)).ShouldBeFalse();
        (await quiet.IsAsync("slack-2", "ann", Cancellation)).ShouldBeFalse();
        await platform.TypeAsync("ann", "/quiet --off", channel: null);
        (await quiet.IsAsync("discord-1", "ann", Cancellation)).ShouldBeFalse();
    }
}
