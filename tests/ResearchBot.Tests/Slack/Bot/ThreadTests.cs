using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;


namespace ResearchBot.Tests.Slack.Bot;

public sealed class ThreadTests
{
    [Fact]
    public async Task Threads_of_the_bot_go_on_without_a_mention_until_people_talk_to_each_other()
    {
        await using var room = await BotRoom.OpenAsync();
        var (asked, _) = await room.AskAsync();
        var followUp = Say(room.Ann, "Who gave the order to kill Soleimani?");
        await room.SaysInAsync(followUp, "Trump");

        Say(room.Olga, $"{room.Ann.Mention} what do you think of Trump?");
        Say(room.Ann, "He was the one who ordered the strike, I suppose?");
        var back = Say(room.Ann, $"{room.Mention} When did the strike on Soleimani take place?");
        await room.SaysInAsync(back, "January 3, 2020");
        var again = Say(room.Ann, "Who gave the order to kill Soleimani?");
        await room.SaysInAsync(again, "Trump");
        InThread().ShouldBe(4);

        var quiet = Say(room.Ann, $"{room.Mention} /quiet");
        await room.SaysInAsync(quiet, "uiet");
        var before = InThread();
        Say(room.Ann, "Who gave the order to kill Soleimani?");
        var last = Say(room.Ann, $"{room.Mention} Who gave the order to kill Soleimani?");
        await room.SaysInAsync(last, "Trump");
        await room.PassAsync();
        InThread().ShouldBe(before + 1);
        room.ShouldBeClean();

        StoredMessage Say(User user, string text) => room.Server.People.Say(user, room.General, text, asked);
        int InThread() => room.Said.Count(message => message.ThreadTs == asked.Ts);
    }

    [Fact]
    public async Task Threads_of_others_are_left_alone()
    {
        await using var room = await BotRoom.OpenAsync();
        var root = room.Server.People.Say(room.Olga, room.General, "Lunch?");
        room.Server.People.Say(room.Ann, room.General, BotRoom.Question, root);
        room.Server.People.Say(room.Ann, room.General, BotRoom.Question);
        var other = room.Server.Stage.AddUser("other-bot", bot: true);
        room.Server.People.Say(other, room.General, $"{room.Mention} {BotRoom.Question}");
        await room.AskAsync();
        room.Answers.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_bot_introduces_itself_once_where_it_first_joins()
    {
        await using var room = await BotRoom.OpenAsync();
        var first = room.Server.Stage.AddChannel("first", withBot: false, members: [room.Ann]);
        var second = room.Server.Stage.AddChannel("second", withBot: false, members: [room.Ann]);
        room.Server.Stage.Join(first, room.Server.Stage.Bot);
        await room.UntilAsync(record => record.Messages.Any(message => message.ChannelId == first.Id), "the welcome");
        room.Server.Stage.Join(second, room.Server.Stage.Bot);
        room.Server.Stage.Join(first, room.Olga);
        await room.PassAsync();
        room.Record.Messages.Count(message => message.Shown.Contains("First steps", StringComparison.Ordinal)).ShouldBe(1);
        room.ShouldBeClean();
    }
}
