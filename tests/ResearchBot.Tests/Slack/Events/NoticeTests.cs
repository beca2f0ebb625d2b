using ResearchBot.Core.Notices;

namespace ResearchBot.Tests.Slack.Events;

public sealed class NoticeTests
{
    private const string Asked = "When was the harbour of Quaggatown built?";

    [Fact]
    public async Task A_late_answer_comes_where_the_question_was_and_a_private_one_directly()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var open = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {Asked}");
        await room.SaysAsync(message => message.ThreadTs == open.Ts);
        var bob = room.Server.Setup.AddUser("bob");
        var asked = room.Server.People.Direct(bob, Asked);
        await room.SaysAsync(message => message.ChannelId == asked.ChannelId);
        await room.SteerAsync("settings set private-answers on");
        var eve = room.Server.Setup.AddUser("eve");
        await room.TypeAsync(eve, Asked);
        await FileTests.LoadAsync(room, "load", room.File(room.Olga, "harbour.md", FileTests.Harbour));
        await room.SaysInAsync(open, "1887");
        foreach (var person in new[] { bob, eve })
        {
            await room.SaysAsync(message => message.ChannelId == room.Server.Setup.Direct(person).Id && message.Shown.Contains("1887", StringComparison.Ordinal));
        }

        room.Said.Count(message => message.Shown.Contains("1887", StringComparison.Ordinal)).ShouldBe(3);
        room.ShouldBeClean();
    }

    [Fact]
    public async Task A_retracted_answer_is_replaced_and_a_deleted_one_deleted()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var (_, answer) = await room.AskAsync();
        var id = answer.Blocks[^2]!["elements"]![0]!["value"]!.ToString();
        await room.SteerAsync($"answers retract --answer {id} --reason \"It is wrong.\"");
        await room.UntilAsync(_ => !answer.Shown.Contains(TestSlackBot.Answer, StringComparison.Ordinal), "the retraction");
        answer.Shown.ShouldContain("It is wrong.");
        await room.SteerAsync($"answers delete --answer {id}");
        await room.UntilAsync(_ => answer.Deleted, "the deletion");
        room.ShouldBeClean();
    }

    [Fact]
    public async Task A_notice_that_slack_could_not_take_comes_later_once()
    {
        await using var room = await TestSlackBot.OpenAsync();
        room.Server.Faults.RateLimit("chat.postMessage");
        await AddAsync($"slack:{room.General.Id}", "The load is done.");
        await AddAsync("slack:C0GONE", "Nobody hears this.");
        await AddAsync($"slack:direct:{room.Ann.Id}", "The other load is done.");
        await AddAsync($"slack:{room.Olga.Id}", "A third load is done.");
        foreach (var (channel, text) in new[] { (room.General, "The load"), (room.Server.Setup.Direct(room.Ann), "The other load"), (room.Server.Setup.Direct(room.Olga), "A third load") })
        {
            await room.SaysAsync(message => message.ChannelId == channel.Id && message.Shown.Contains(text, StringComparison.Ordinal));
        }

        room.Said.Count().ShouldBe(3);

        Task AddAsync(string to, string text) => room.Bot.Get<NoticeOutbox>().AddAsync(room.Workspace, new ReplyAddress("slack", to), NoticeKind.Post, text, answerId: null, room.Patience);
    }
}
