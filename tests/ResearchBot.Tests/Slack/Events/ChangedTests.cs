using ResearchBot.Core.Moderation.Limits;

namespace ResearchBot.Tests.Slack.Events;

public sealed class ChangedTests
{
    internal const string Other = "What did Trump threaten to do if Iran started killing demonstrators?";

    private static readonly Dictionary<string, string?> OneAtATime = new() { ["Limits:QuestionsAtOnce"] = "1" };

    [Fact]
    public async Task An_edited_question_is_answered_in_the_place_of_its_answer()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var (asked, answer) = await room.AskAsync();
        room.Server.People.Edit(asked, $"{room.Mention} {Other}");
        await room.UntilAsync(_ => answer.Shown.Contains("protesters", StringComparison.Ordinal), "the new answer");
        answer.History.Count.ShouldBe(2);
        await room.PassAsync();
        room.Said.Count(message => message.ThreadTs == asked.Ts).ShouldBe(1);
        (await room.PressAsync(room.Ann, answer, TestSlackBot.Buttons(answer)[0])).Shown.ShouldNotContain("Something went wrong");

        room.Server.People.Delete(asked);
        await room.UntilAsync(_ => answer.Deleted, "its deletion");
        (await KeptAsync(room)).ShouldBe(0);
        room.ShouldBeClean();
    }

    [Fact]
    public async Task A_deleted_question_that_leaves_a_tombstone_takes_its_answer_along()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var (asked, answer) = await room.AskAsync();
        room.Server.People.Delete(asked);
        asked.IsTombstone.ShouldBeTrue(); // the answer is a reply to it
        await room.UntilAsync(_ => answer.Deleted, "its deletion");
        (await KeptAsync(room)).ShouldBe(0);
    }

    [Fact]
    public async Task An_edit_while_the_answer_is_in_work_is_not_lost()
    {
        await using var room = await TestSlackBot.OpenAsync(settings: OneAtATime);
        var held = await room.Bot.Get<QuestionQueue>().EnterAsync("other", "nobody", room.Patience);
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestSlackBot.Question}");
        await room.UntilOpenAsync(1);
        room.Server.People.Edit(asked, $"{room.Mention} {Other}");
        await room.PassAsync();
        held.Dispose();
        await room.SaysInAsync(asked, "protesters");
        await room.PassAsync();
        room.Said.Count(message => message.ThreadTs == asked.Ts).ShouldBe(1);
        (await KeptAsync(room)).ShouldBe(1);
    }

    [Fact]
    public async Task With_a_deleted_question_its_answer_goes_and_its_kept_words()
    {
        await using var room = await TestSlackBot.OpenAsync(settings: OneAtATime);
        var held = await room.Bot.Get<QuestionQueue>().EnterAsync("other", "nobody", room.Patience);
        var inWork = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestSlackBot.Question}");
        await room.UntilOpenAsync(1);
        room.Server.People.Delete(inWork);
        await room.PassAsync();
        held.Dispose();

        var next = await room.AskAsync();
        room.Answers.ShouldBe([next.Answer]);
        (await KeptAsync(room)).ShouldBe(1);
    }

    [Fact]
    public async Task A_question_that_is_deleted_while_its_reply_is_sent_leaves_none()
    {
        await using var room = await TestSlackBot.OpenAsync();
        room.Server.Faults.RateLimit("chat.postMessage");
        var late = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestSlackBot.Question}");
        await room.UntilAsync(record => record.RateLimited == 1, "the 429");
        room.Server.People.Delete(late);
        await room.UntilAsync(record => record.Requests.Any(request => request.Error == "thread_not_found"), "the refusal of Slack");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await KeptAsync(room) > 0)
        {
            await timer.WaitForNextTickAsync(room.Patience);
        }

        room.Answers.ShouldBeEmpty();
    }

    private static async Task<int> KeptAsync(TestSlackBot room) =>
        (await StoreRows.ReadAsync(room.Bot)).Count(row => row.StartsWith("answers ", StringComparison.Ordinal));
}
