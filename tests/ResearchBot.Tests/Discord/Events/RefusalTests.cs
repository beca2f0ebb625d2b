using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord;


namespace ResearchBot.Tests.Discord.Events;

public sealed class RefusalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_interaction_that_discord_no_longer_knows_is_answered_by_a_message(bool isPrivate)
    {
        await using var room = await TestDiscordBot.OpenAsync();
        room.Server.Faults.InteractionUnknown();
        var asked = room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", TestDiscordBot.Question), ("private", isPrivate));
        await room.AnswersAsync(isPrivate ? room.Server.Setup.Direct(room.Ann).Id : room.General.Id);
        await room.PassAsync();
        asked.Original.ShouldBeNull();
        OnceTests.Answers(room).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_that_died_is_answered_by_a_message(bool isPrivate)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var room = await TestDiscordBot.OpenAsync(new FakeDiscordOptions { Clock = clock });
        room.Server.Faults.Error5xxBeforeWork(502, "PATCH webhooks");
        room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", TestDiscordBot.Question), ("private", isPrivate));
        await room.UntilAsync(record => record.Requests.Any(request => request.Status == 502));
        clock.Advance(TimeSpan.FromMinutes(16));
        await room.AnswersAsync(isPrivate ? room.Server.Setup.Direct(room.Ann).Id : room.General.Id);
        OnceTests.Answers(room).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_acknowledgement_whose_answer_was_lost_counts()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        foreach (var fault in new Action[]
        {
            () => room.Server.Faults.AlreadyAcked(),
            () => room.Server.Faults.Error5xxAfterWork(502, "POST interactions/"),
            () => room.Server.Faults.Reset(afterWork: true, "POST interactions/"),
        })
        {
            fault();
            (await room.RepliesAsync(room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", TestDiscordBot.Question)))).Text.ShouldContain(TestDiscordBot.Answer);
        }

        await room.PassAsync();
        OnceTests.Answers(room).Count().ShouldBe(3);
        AskingTests.ShouldBeClean(room);
    }

    [Fact]
    public async Task What_was_done_although_discord_said_otherwise_is_done_once()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        room.Server.Faults.Error5xxAfterWork(502, "/threads");
        room.Server.Faults.Error5xxAfterWork(502, "POST channels/{channel}/messages", times: 2);
        var (asked, _) = await room.AskAsync();
        room.Server.Faults.Error5xxAfterWork(502, "PATCH webhooks");
        await room.RepliesAsync(room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", TestDiscordBot.Question)));
        await room.PassAsync();
        OnceTests.Answers(room).Select(message => message.ChannelId).ShouldBe([asked.Id, room.General.Id]);
    }

    [Fact]
    public async Task Where_no_thread_may_be_begun_the_reply_stands_in_the_channel()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        Deny(room, Permission.CreatePublicThreads);
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestDiscordBot.Question}");
        (await room.AnswersAsync(room.General.Id)).RepliesTo.ShouldBe(asked.Id);
    }

    [Fact]
    public async Task A_file_that_may_not_be_attached_is_left_out_and_that_is_said()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var files = Enumerable.Range(0, 40).Select(number => LoadingTests.File(new string('n', 200) + $"{number}.xyz", "\0")).ToArray();
        room.Server.People.Say(room.Olga, room.General, $"{room.Mention} load", null, files);
        (await room.SaysAsync(message => message.Attachments.Count > 0)).Text.ShouldNotContain("lacks the permission");
        Deny(room, Permission.AttachFiles);
        room.Server.People.Say(room.Olga, room.General, $"{room.Mention} load", null, files);
        (await room.SaysAsync(message => message.Text.Contains("Attach Files", StringComparison.Ordinal))).Attachments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_bot_may_not_write_the_asker_is_told_directly()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        Deny(room, Permission.SendMessages | Permission.SendMessagesInThreads | Permission.CreatePublicThreads);
        room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestDiscordBot.Question}");
        await room.AnswersAsync(room.Server.Setup.Direct(room.Ann).Id);

        room.Ann.DirectMessagesClosed = true;
        room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestDiscordBot.Question}");
        await room.UntilAsync(record => record.Requests.Any(request => request.Code == 50007));
        (await room.RepliesAsync(room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", TestDiscordBot.Question)))).Text.ShouldContain(TestDiscordBot.Answer);
    }

    private static void Deny(TestDiscordBot room, Permission denied) =>
        room.Server.Setup.SetOverwrite(room.General, new Overwrite(room.Server.Setup.Bot.Id, ForMember: true, Permission.None, denied));
}
