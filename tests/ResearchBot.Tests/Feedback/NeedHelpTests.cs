using ResearchBot.Core.Documents;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Tests.Search.Embedding;
using static ResearchBot.Tests.Feedback.UnansweredQuestion;

namespace ResearchBot.Tests.Feedback;

public sealed class NeedHelpTests
{
    [Fact]
    public async Task The_question_goes_to_the_helpers_with_what_they_may_read_and_the_asker_is_told_who_that_is()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await FillAsync(bot);
        await ChooseAsync(bot, "test:desk");
        var receipt = await AskAsync(platform, "ann", channel: null);

        var done = (await platform.TypeAsync("ann", $"/needhelp --answer {receipt}", channel: null)).ShouldBeOfType<DoneReply>();
        done.Message.ShouldContain("test:desk");
        done.Message.ShouldContain("with your name");
        var notice = (await NoticesAsync(bot)).ShouldHaveSingleItem();
        (notice.To, notice.Kind, notice.AnswerId).ShouldBe((new ReplyAddress("test", "test:desk"), NoticeKind.Post, null));
        notice.Text.ShouldContain(Asked);
        notice.Text.ShouldContain("built in 1887");
        notice.Text.ShouldNotContain("left out");

        (await platform.TypeAsync("ann", $"/needhelp --answer {receipt}", channel: null)).ShouldBeOfType<DoneReply>().Message.ShouldContain("already");
        (await NoticesAsync(bot)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_passage_that_the_helpers_channel_may_not_read_is_left_out_and_counted()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await FillAsync(bot, "board", channel: "test:closed");
        await ChooseAsync(bot, "test:desk, test:closed");
        var receipt = await AskAsync(platform, "ann", "test:closed");

        (await platform.TypeAsync("bob", $"/needhelp --answer {receipt}", "test:closed")).ShouldBeOfType<DoneReply>().Message.ShouldContain("left out");
        var notices = (await NoticesAsync(bot)).ToDictionary(notice => notice.To.Address);
        notices["test:desk"].Text.ShouldNotContain("1887");
        notices["test:desk"].Text.ShouldContain("1 passage is left out here: this channel may not read it.");
        notices["test:desk"].Text.ShouldContain("asked by ann");
        notices["test:closed"].Text.ShouldContain("1887");
    }

    [Fact]
    public async Task Without_helpers_the_reply_says_who_can_choose_them()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var receipt = await AskAsync(platform, "ann");
        var error = (await platform.TypeAsync("ann", $"/needhelp --answer {receipt}")).ShouldBeOfType<ErrorReply>();
        error.Message.ShouldContain("/settings");
        error.Message.ShouldContain("helpers");

        await ChooseAsync(bot, "test:desk");
        (await platform.TypeAsync("ann", $"/needhelp --answer {receipt}")).ShouldBeOfType<DoneReply>("the hour begins when something is sent");
    }

    [Fact]
    public async Task After_an_hour_it_can_be_handed_over_again()
    {
        await using var bot = await TestBot.StartAsync();
        var receipt = await AskAsync(new TestPlatform(bot), "ann");
        var clock = new HurriedTime();
        var handovers = new Handovers(bot.Get<Database>(), clock);
        (await handovers.BeginAsync(receipt, "ann", Cancellation)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromMinutes(59));
        (await handovers.BeginAsync(receipt, "bob", Cancellation)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(1));
        (await handovers.BeginAsync(receipt, "bob", Cancellation)).ShouldBeTrue();
    }

    private static Task ChooseAsync(TestBot bot, string value) =>
        bot.Get<ChosenSettings>().ChooseAsync("discord-1", channel: null, HelpPlaces.SettingName, value, "mo", Cancellation);
}
