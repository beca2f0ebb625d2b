using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Tests.Embeddings;
using static ResearchBot.Tests.Feedback.FeedbackBed;

namespace ResearchBot.Tests.Feedback;

public sealed class UnansweredRetryTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Who_asked_is_told_once_where_they_asked_when_a_document_answers_it()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await AskAsync(platform, "ann");
        await AskAsync(platform, "ann", question: "harbour of Quaggatown: when built?!"); // the same, asked again
        await AskAsync(platform, "bob", channel: null);
        var clock = new HurriedTime();
        var late = Late(bot, clock);
        await late.RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).ShouldBeEmpty();

        await FillAsync(bot);
        clock.Advance(Minute);
        await late.RunOnceAsync(Cancellation);

        var notices = await NoticesAsync(bot);
        notices.Select(notice => (notice.To.Address, notice.Kind)).ShouldBe([("general", NoticeKind.Post), ("bob", NoticeKind.Post)], ignoreOrder: true);
        notices.ShouldAllBe(notice => notice.Workspace == "discord-1");
        var toBob = notices.Single(notice => notice.To.Address == "bob");
        toBob.Text.ShouldContain(Asked);
        var kept = (await bot.Get<AnswerLog>().FindAsync("discord-1", toBob.AnswerId!, Cancellation)).ShouldNotBeNull();
        (kept.Answer.Outcome, kept.Person, kept.IsPrivate, kept.Platform).ShouldBe((AnswerOutcome.Answered, "bob", true, "test"));
        kept.Answer.Citations[0].Excerpt.ShouldContain("1887");
        (await TableAsync(platform, "/unanswered list")).Rows.ShouldBeEmpty();

        await FillAsync(bot, text: Text + " More of it.", key: "b.txt");
        clock.Advance(Minute);
        await late.RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_processes_tell_once()
    {
        await using var bot = await TestBot.StartAsync();
        await using var second = await TestBot.StartAsync(over: bot);
        for (var person = 0; person < 20; person++)
        {
            await AskAsync(new TestPlatform(bot), $"person-{person}", channel: null);
        }

        await FillAsync(bot);
        await Task.WhenAll(
            Task.Run(() => Late(bot, new HurriedTime()).RunOnceAsync(Cancellation), Cancellation),
            Task.Run(() => Late(second, new HurriedTime()).RunOnceAsync(Cancellation), Cancellation));
        (await NoticesAsync(bot)).Select(notice => notice.To.Address).Order().ShouldBe(Enumerable.Range(0, 20).Select(person => $"person-{person}").Order());
    }

    [Fact]
    public async Task A_document_of_another_channel_or_workspace_or_role_answers_nobody_here()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await AskAsync(platform, "ann", "general");
        await AskAsync(platform, "bob", "discord:closed");
        await platform.TypeAsync("eve", Asked, "discord:closed", isPrivate: true, groups: ["discord:r1"]);
        await FillAsync(bot, "board", channel: "discord:closed");
        await FillAsync(bot, "other", workspace: "slack-2");
        await FillAsync(bot, "staff");
        await platform.TypeAsync("boss", "/collections rights staff --role discord:r1", role: Role.Admin);

        await Late(bot, new HurriedTime()).RunOnceAsync(Cancellation);

        var notice = (await NoticesAsync(bot)).ShouldHaveSingleItem();
        notice.To.Address.ShouldBe("discord:closed");
        (await bot.Get<AnswerLog>().FindAsync("discord-1", notice.AnswerId!, Cancellation))!.Person.ShouldBe("bob");
        (await TableAsync(platform, "/unanswered list")).Rows.ShouldHaveSingleItem()[3].ShouldBe("2"); // ann and eve still wait
    }

    [Fact]
    public async Task It_asks_again_only_where_documents_changed_and_at_most_once_a_minute()
    {
        await using var bot = await TestBot.StartAsync();
        var clock = new HurriedTime();
        var late = Late(bot, clock);
        await AskAsync(new TestPlatform(bot), "ann");
        await late.RunOnceAsync(Cancellation);
        await FillAsync(bot);
        await late.RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).ShouldBeEmpty("the minute is not over");
        clock.Advance(Minute);
        await late.RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_did_not_help_is_not_sent_again_and_a_better_one_is()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await FillAsync(bot);
        var receipt = await AskAsync(platform, "ann");
        (await platform.TypeAsync("ann", $"/unhelpful --answer {receipt}")).ShouldBeOfType<DoneReply>();
        var clock = new HurriedTime();
        var late = Late(bot, clock);
        await late.RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).ShouldBeEmpty("it is the same answer");

        await platform.TypeAsync("boss", $"/documents remove {(await platform.TypeAsync("boss", "/documents list")).ShouldBeOfType<DocumentListReply>().Documents.Single().Document.Id}", role: Role.Admin);
        await FillAsync(bot, text: "In fact the harbour of Quaggatown was built in 1889, as a letter shows.", key: "b.txt");
        clock.Advance(Minute);
        await late.RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("/quiet", null)]
    [InlineData("/quiet", "general")]
    public async Task Who_is_quiet_is_not_told_until_they_end_it(string line, string? channel)
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await AskAsync(platform, "ann", channel);
        await platform.TypeAsync("ann", line, channel);
        await FillAsync(bot);
        await Late(bot, new HurriedTime()).RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).ShouldBeEmpty();

        await platform.TypeAsync("ann", $"{line} --off", channel);
        await Late(bot, new HurriedTime()).RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("/block test:ann", "/unblock test:ann")]
    [InlineData("/pause", "/resume")]
    [InlineData("/pause --everywhere --minutes 5", "/resume --everywhere")]
    public async Task Nobody_is_told_while_they_are_not_served(string stop, string resume)
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await AskAsync(platform, "test:ann");
        await ModerateAsync(platform, stop);
        await FillAsync(bot);
        await Late(bot, new HurriedTime()).RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).ShouldBeEmpty();

        await ModerateAsync(platform, resume);
        await Late(bot, new HurriedTime()).RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).Count.ShouldBe(1);
    }
}
