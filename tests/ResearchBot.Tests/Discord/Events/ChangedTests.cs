using System.Text.Json.Nodes;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core.Platforms;

namespace ResearchBot.Tests.Discord.Events;

public sealed class ChangedTests
{
    [Fact]
    public async Task An_edited_question_is_answered_in_the_place_of_its_answer()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var (asked, answer) = await room.AskAsync();
        room.Server.Gateway.Dispatch("MESSAGE_UPDATE", new JsonObject
        {
            ["id"] = asked.Id, ["channel_id"] = room.General.Id, ["guild_id"] = room.Guild.Id, ["edited_timestamp"] = null,
            ["author"] = room.Ann.ToJson(), ["content"] = "another", ["embeds"] = new JsonArray(new JsonObject { ["url"] = "https://example.org" }),
        }, room.Guild.Id);
        await room.PassAsync();
        answer.History.Count.ShouldBe(1);

        room.Server.People.Edit(asked, $"{room.Mention} What did Trump threaten to do if Iran started killing demonstrators?");
        await room.SaysAsync(message => message == answer && message.Text.Contains("protesters", StringComparison.Ordinal));
        answer.History.Count.ShouldBe(2);
        room.Said.Count(message => message.ChannelId == asked.Id).ShouldBe(1);

        var show = ButtonTests.Buttons(answer).First();
        (await room.RepliesAsync(room.Server.Interactions.Press(room.Ann, answer, show))).Text.ShouldNotContain("Something went wrong");
        room.Server.People.Delete(asked);
        await room.UntilAsync(_ => answer.Deleted);
        (await KeptAsync(room)).ShouldBe(0);
    }

    [Fact]
    public async Task An_edit_while_the_answer_is_in_work_is_not_lost()
    {
        await using var room = await TestDiscordBot.OpenAsync(settings: new() { ["Limits:QuestionsAtOnce"] = "1" });
        var held = await room.Bot.Get<QuestionQueue>().EnterAsync("other", "nobody", room.Patience);
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestDiscordBot.Question}");
        await OnceTests.UntilOpenAsync(room, asked.Id);
        room.Server.People.Edit(asked, $"{room.Mention} What did Trump threaten to do if Iran started killing demonstrators?");
        await room.PassAsync();
        held.Dispose();
        await room.SaysAsync(message => message.ChannelId == asked.Id && message.Text.Contains("protesters", StringComparison.Ordinal));
        room.Said.Count(message => message.ChannelId == asked.Id && !message.Deleted).ShouldBe(1);
        (await KeptAsync(room)).ShouldBe(1);
    }

    [Fact]
    public async Task With_a_deleted_question_its_answer_goes_and_its_kept_words()
    {
        await using var room = await TestDiscordBot.OpenAsync(settings: new() { ["Limits:QuestionsAtOnce"] = "1" });
        var (asked, answer) = await room.AskAsync();
        room.Server.People.Delete(asked);
        await room.UntilAsync(_ => answer.Deleted);

        var held = await room.Bot.Get<QuestionQueue>().EnterAsync("other", "nobody", room.Patience);
        var inWork = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestDiscordBot.Question}");
        await OnceTests.UntilOpenAsync(room, inWork.Id);
        room.Server.People.Delete(inWork);
        await room.PassAsync();
        held.Dispose();
        await UntilDoneAsync(room, inWork.Id);
        (await KeptAsync(room)).ShouldBe(0); // nothing is kept of an answer that nobody waited for

        room.Server.Faults.Error5xxBeforeWork(502, "POST channels/{channel}/messages");
        var late = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestDiscordBot.Question}");
        await room.UntilAsync(record => record.Requests.Any(request => request.Status == 502));
        room.Server.People.Delete(late); // while its reply is being sent
        await room.UntilAsync(record => record.Messages.Any(message => message.Deleted && message != answer && message.Text.Contains(TestDiscordBot.Answer, StringComparison.Ordinal)));

        var next = await room.AskAsync();
        OnceTests.Answers(room).ShouldBe([next.Answer]);
        (await KeptAsync(room)).ShouldBe(1);
        (await room.Bot.Get<AnswerLog>().FindPostedAsync($"discord-{room.Guild.Id}", "discord", next.Answer.Id, room.Patience)).ShouldNotBeNull();
    }

    private static async Task UntilDoneAsync(TestDiscordBot room, string question)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await room.Bot.Get<RequestInbox>().FindAsync("discord", question, room.Patience) is not { IsDone: true })
        {
            await timer.WaitForNextTickAsync(room.Patience);
        }
    }

    private static async Task<int> KeptAsync(TestDiscordBot room) =>
        (await StoreRows.ReadAsync(room.Bot)).Count(row => row.StartsWith("answers ", StringComparison.Ordinal));
}
