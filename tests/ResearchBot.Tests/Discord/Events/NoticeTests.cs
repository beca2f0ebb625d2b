using ResearchBot.Core.Notices;

namespace ResearchBot.Tests.Discord.Events;

public sealed class NoticeTests
{
    private const string Asked = "When was the harbour of Quaggatown built?";

    [Fact]
    public async Task A_late_answer_comes_where_the_question_was_and_a_private_one_directly()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var open = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {Asked}");
        await room.SaysAsync(message => message.ChannelId == open.Id);
        var bob = room.Server.Setup.AddUser("bob");
        room.Server.Setup.Join(room.Guild, bob);
        await room.RepliesAsync(room.Server.Interactions.Slash(bob, room.General, "ask", ("question", Asked), ("private", true)));
        await room.SteerAsync("load", ("file", LoadingTests.File("harbour.md", "The harbour of Quaggatown was built in 1887. The quagga sleeps beside it.")));
        await room.SaysAsync(message => message.ChannelId == open.Id && message.Text.Contains("1887", StringComparison.Ordinal));
        await room.SaysAsync(message => message.ChannelId == room.Server.Setup.Direct(bob).Id && message.Text.Contains("1887", StringComparison.Ordinal));
        room.Said.Count(message => message.Text.Contains("1887", StringComparison.Ordinal)).ShouldBe(2);
        AskingTests.ShouldBeClean(room);
    }

    [Fact]
    public async Task A_retracted_answer_is_replaced_and_a_deleted_one_deleted()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var (_, answer) = await room.AskAsync();
        var id = ButtonTests.Buttons(answer)[0].Split(':')[1];
        await room.SteerAsync("answers retract", ("answer", id), ("reason", "It is wrong."));
        await room.SaysAsync(message => message == answer && !message.Text.Contains(TestDiscordBot.Answer, StringComparison.Ordinal));
        await room.SteerAsync("answers delete", ("answer", id));
        await room.UntilAsync(_ => answer.Deleted);
    }

    [Fact]
    public async Task A_notice_that_discord_could_not_take_comes_later_once()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        room.Server.Faults.Error5xxAfterWork(503, "POST channels/{channel}/messages", times: 5);
        await room.Bot.Get<NoticeOutbox>().AddAsync($"discord-{room.Guild.Id}", new ReplyAddress("discord", $"discord:{room.General.Id}"), NoticeKind.Post, "The load is done.", answerId: null, room.Patience);
        await room.Bot.Get<NoticeOutbox>().AddAsync($"discord-{room.Guild.Id}", new ReplyAddress("discord", $"discord:direct:{room.Ann.Id}"), NoticeKind.Post, "The other load is done.", answerId: null, room.Patience);
        await room.SaysAsync(message => message.Text.Contains("The load", StringComparison.Ordinal));
        await room.SaysAsync(message => message.Text.Contains("other load", StringComparison.Ordinal));
        await room.PassAsync();
        room.Said.Count(message => message.Text.Contains("load is done", StringComparison.Ordinal)).ShouldBe(2);
    }
}
