using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core.Platforms;

namespace ResearchBot.Tests.Slack.Events;

public sealed class KeptTests
{
    private const int InHand = 64; // EnvelopeRouter begins no more at once

    [Fact]
    public async Task What_was_acknowledged_and_not_begun_when_a_process_ended_is_served_by_the_next()
    {
        await using var room = await TestSlackBot.OpenAsync(
            settings: new(BurstTests.ManyAtOnce) { ["Limits:QuestionsAtOnce"] = "1" }, patience: TimeSpan.FromMinutes(2));
        var (asked, answer) = await room.AskAsync();
        using var held = await room.Bot.Get<QuestionQueue>().EnterAsync("other", "nobody", room.Patience);
        var before = Enumerable.Range(0, InHand).Select(_ => room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestSlackBot.Question}")).ToArray();
        await room.UntilOpenAsync(InHand);

        var mention = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestSlackBot.Question}");
        var direct = room.Server.People.Direct(room.Ann, TestSlackBot.Question);
        room.Server.Interactions.Slash(room.Olga, room.General, "/research", TestSlackBot.Question);
        room.Server.People.Edit(asked, $"{room.Mention} {ChangedTests.Other}");
        foreach (var one in before)
        {
            room.Server.People.Delete(one);
        }

        await room.UntilAsync(record => record.Envelopes.All(one => one.AckedAfter is not null), "all acknowledgements");
        (await room.Bot.Get<RequestInbox>().OpenAsync("slack", TimeSpan.FromHours(1), room.Patience)).Count.ShouldBe(InHand);
        await room.StopAsync();
        room.Answers.ShouldBe([answer]);

        await using var next = await room.NewBotAsync(over: room.Bot);
        room.Begin(next);
        await room.SaysInAsync(mention, TestSlackBot.Answer);
        await room.SaysAsync(message => message.ChannelId == direct.ChannelId);
        await room.SaysAsync(message => message.ChannelId == room.General.Id && message.ThreadTs is null);
        await room.UntilAsync(_ => answer.Shown.Contains("protesters", StringComparison.Ordinal), "the answer to the edit");
        await room.PassAsync();
        room.Answers.Count().ShouldBe(3);
        room.Said.Count(message => message.ThreadTs == asked.Ts).ShouldBe(1);
        await room.StopAsync();
        room.ShouldBeClean("thread_not_found", "invalid_thread_ts"); // of those that were deleted
    }
}
