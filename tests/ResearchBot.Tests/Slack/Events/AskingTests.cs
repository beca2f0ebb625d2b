using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.Tests.Slack.Events;

public sealed class AskingTests
{
    [Fact]
    public async Task A_mention_is_answered_in_its_thread_or_beside_it_where_threads_are_off()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var (asked, answer) = await room.AskAsync();
        answer.Shown.ShouldContain("✓ word for word");
        answer.Text.ShouldNotBeEmpty();

        var inThread = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} When did the strike on Soleimani take place?", asked);
        (await room.SaysInAsync(inThread, "January 3, 2020")).ThreadTs.ShouldBe(asked.Ts);

        await room.SteerAsync("settings set threads off");
        var second = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestSlackBot.Question}");
        var beside = await room.SaysAsync(message => string.CompareOrdinal(message.Ts, second.Ts) > 0);
        (beside.ThreadTs, beside.ChannelId, beside.Shown.Contains(TestSlackBot.Answer, StringComparison.Ordinal)).ShouldBe((null, room.General.Id, true));
        room.ShouldBeClean();
    }

    [Fact]
    public async Task A_direct_message_is_answered_in_its_conversation()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var asked = room.Server.People.Direct(room.Ann, TestSlackBot.Question);
        var answer = await room.SaysAsync(message => message.ChannelId == asked.ChannelId);
        (answer.ThreadTs, answer.Shown.Contains(TestSlackBot.Answer, StringComparison.Ordinal)).ShouldBe((null, true));
        var inThread = room.Server.People.Direct(room.Ann, "When did the strike on Soleimani take place?", asked);
        (await room.SaysInAsync(inThread, "January 3, 2020")).IsEphemeral.ShouldBeFalse();
        room.ShouldBeClean();
    }

    [Fact]
    public async Task A_slash_is_a_command_where_its_first_word_is_exactly_one_and_a_question_else()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var open = await room.TypeAsync(room.Ann, TestSlackBot.Question);
        (open.IsEphemeral, open.ChannelId, open.Shown.Contains(TestSlackBot.Answer, StringComparison.Ordinal)).ShouldBe((false, room.General.Id, true));
        open.Shown.ShouldContain($"/research: {TestSlackBot.Question}"); // others do not see what was typed

        var help = await room.TypeAsync(room.Ann, "help");
        help.Shown.ShouldContain("/research collections list");
        (await room.TypeAsync(room.Ann, "Helpless people were killed where by Soleimani?")).Shown.ShouldContain("Helpless people");
        (await room.TypeAsync(room.Ann, "settings for whom Soleimani was killed?")).Shown.ShouldContain("settings for whom");
        (await room.TypeAsync(room.Ann, "settings set --nothing of this")).IsEphemeral.ShouldBeTrue();
        (await room.TypeAsync(room.Ann, string.Empty)).Shown.ShouldNotContain("Something went wrong");
        room.ShouldBeClean();
    }

    [Fact]
    public async Task Private_answers_reach_the_asker_alone()
    {
        await using var room = await TestSlackBot.OpenAsync();
        await room.SteerAsync("settings set private-answers on");
        var typed = await room.TypeAsync(room.Ann, TestSlackBot.Question);
        (typed.SeenBy, typed.Shown.Contains(TestSlackBot.Answer, StringComparison.Ordinal)).ShouldBe((room.Ann.Id, true));
        room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestSlackBot.Question}");
        (await room.SaysAsync(message => message.ChannelId == room.Server.Setup.Direct(room.Ann).Id)).Shown.ShouldContain(TestSlackBot.Answer);
        await room.PassAsync();
        room.Said.Count(message => message is { IsEphemeral: false } && message.ChannelId == room.General.Id && message.Shown.Contains(TestSlackBot.Answer, StringComparison.Ordinal)).ShouldBe(0);
        room.ShouldBeClean();
    }

    [Fact]
    public async Task A_message_is_asked_about_and_an_answer_explained()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var said = room.Server.People.Say(room.Olga, room.General, TestSlackBot.Question);
        var answer = await room.UseAsync(room.Ann, said, "ask_message");
        (answer.ThreadTs, answer.IsEphemeral).ShouldBe((said.Ts, false));
        answer.Shown.ShouldContain(TestSlackBot.Answer);
        foreach (var person in new[] { room.Ann, room.Olga })
        {
            var sources = await room.UseAsync(person, answer, "explain_sources");
            (sources.SeenBy, sources.Shown.Contains(TestSlackBot.Answer, StringComparison.Ordinal)).ShouldBe((person.Id, true));
        }

        (await room.UseAsync(room.Ann, said, "explain_sources")).Shown.ShouldContain("holds no answer");
        room.ShouldBeClean();
    }

    [Fact]
    public async Task Where_the_bot_is_not_in_the_channel_a_command_is_answered_for_all_at_its_address()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var elsewhere = room.Server.Setup.AddChannel("elsewhere", withBot: false, members: [room.Ann]);
        var answer = await room.TypeAsync(room.Ann, TestSlackBot.Question, elsewhere);
        (answer.IsEphemeral, answer.ChannelId).ShouldBe((false, elsewhere.Id));
        answer.Shown.ShouldContain(TestSlackBot.Answer);
        answer.Shown.ShouldContain($"/research: {TestSlackBot.Question}");
        var hidden = room.Server.Setup.AddChannel("hidden", ChannelKind.Private, withBot: false, members: [room.Ann]);
        (await room.TypeAsync(room.Ann, TestSlackBot.Question, hidden)).Shown.ShouldContain(TestSlackBot.Answer);
        room.ShouldBeClean("not_in_channel", "channel_not_found");
    }
}
