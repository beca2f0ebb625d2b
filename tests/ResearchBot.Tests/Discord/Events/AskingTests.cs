using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord;


namespace ResearchBot.Tests.Discord.Events;

public sealed class AskingTests
{
    [Fact]
    public async Task A_mention_is_answered_in_a_thread_or_in_the_channel_where_threads_are_off()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var (asked, answer) = await room.AskAsync();
        answer.Text.ShouldContain("✓ word for word");
        room.Server.World.Channels[asked.Id].ParentId.ShouldBe(room.General.Id);

        var inThread = room.Server.People.Say(room.Ann, room.Server.World.Channels[asked.Id], $"{room.Mention} When did the strike on Soleimani take place?");
        (await room.SaysAsync(message => message.RepliesTo == inThread.Id)).Text.ShouldContain("January 3, 2020");

        await room.SteerAsync("settings set", ("name", "threads"), ("value", "off"));
        var second = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestDiscordBot.Question}");
        (await room.AnswersAsync(room.General.Id)).RepliesTo.ShouldBe(second.Id);
        room.Server.World.Channels.ShouldNotContainKey(second.Id);
        ShouldBeClean(room);
    }

    [Fact]
    public async Task A_direct_message_is_answered_where_it_is_clear_which_server_is_meant()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var direct = room.Server.Setup.Direct(room.Ann);
        room.Server.People.Say(room.Ann, direct, TestDiscordBot.Question);
        await room.AnswersAsync(direct.Id);

        var lone = room.Server.Setup.AddUser("lone");
        room.Server.People.Say(lone, room.Server.Setup.Direct(lone), TestDiscordBot.Question);
        (await room.SaysAsync(message => message.ChannelId == room.Server.Setup.Direct(lone).Id)).Text.ShouldContain("share no server");

        var other = room.Server.Setup.AddGuild("Other", room.Olga);
        var bob = room.Server.Setup.AddUser("bob");
        room.Server.Setup.Join(room.Guild, bob);
        room.Server.Setup.Join(other, bob);
        var toBob = room.Server.Setup.Direct(bob);
        await room.PassAsync();
        room.Server.People.Say(bob, toBob, TestDiscordBot.Question);
        var choice = await room.SaysAsync(message => message.ChannelId == toBob.Id);
        choice.Text.ShouldNotContain(TestDiscordBot.Answer);
        choice.Text.ShouldContain("workspace");
        await room.RepliesAsync(room.Server.Interactions.Slash(bob, toBob, "workspace", ("name", $"discord-{room.Guild.Id}")));
        room.Server.People.Say(bob, toBob, TestDiscordBot.Question);
        await room.AnswersAsync(toBob.Id);
        ShouldBeClean(room);
    }

    [Fact]
    public async Task A_command_is_answered_for_all_or_for_the_asker_alone()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var open = await room.RepliesAsync(room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", TestDiscordBot.Question)));
        (open.IsEphemeral, open.Text.Contains(TestDiscordBot.Answer, StringComparison.Ordinal)).ShouldBe((false, true));
        var closed = await room.RepliesAsync(room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", TestDiscordBot.Question), ("private", true)));
        (closed.IsEphemeral, closed.SeenBy, closed.Text.Contains(TestDiscordBot.Answer, StringComparison.Ordinal)).ShouldBe((true, room.Ann.Id, true));

        await room.SteerAsync("settings set", ("name", "private-answers"), ("value", "on"));
        (await room.RepliesAsync(room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", TestDiscordBot.Question)))).IsEphemeral.ShouldBeTrue();
        room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestDiscordBot.Question}");
        await room.AnswersAsync(room.Server.Setup.Direct(room.Ann).Id);
        room.Said.Count(message => message.ChannelId == room.General.Id && message is { IsEphemeral: false } && message.Text.Contains(TestDiscordBot.Answer, StringComparison.Ordinal)).ShouldBe(1);

        room.Ann.DirectMessagesClosed = true;
        var third = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestDiscordBot.Question}");
        (await room.SaysAsync(message => message.RepliesTo == third.Id)).Text.ShouldContain("/ask");
        ShouldBeClean(room);
    }

    [Fact]
    public async Task What_is_chosen_for_a_channel_holds_for_commands_in_its_threads()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestDiscordBot.Question}");
        await room.AnswersAsync(asked.Id);
        await room.SteerAsync("settings set", ("name", "private-answers"), ("value", "on"));

        var thread = room.Server.World.Channels[asked.Id];
        (await room.RepliesAsync(room.Server.Interactions.Slash(room.Ann, thread, "ask", ("question", TestDiscordBot.Question)))).IsEphemeral.ShouldBeTrue();
        ShouldBeClean(room);
    }

    [Fact]
    public async Task A_message_is_asked_about_and_an_answer_explained()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var said = room.Server.People.Say(room.Olga, room.General, TestDiscordBot.Question);
        var answer = await room.RepliesAsync(room.Server.Interactions.MessageCommand(room.Ann, said, "Ask about this"));
        answer.Text.ShouldContain(TestDiscordBot.Answer);
        foreach (var person in new[] { room.Ann, room.Olga })
        {
            var sources = await room.RepliesAsync(room.Server.Interactions.MessageCommand(person, answer, "Explain sources"));
            (sources.IsEphemeral, sources.Text.Contains(TestDiscordBot.Answer, StringComparison.Ordinal)).ShouldBe((true, true));
        }

        (await room.RepliesAsync(room.Server.Interactions.MessageCommand(room.Ann, said, "Explain sources"))).Text.ShouldContain("holds no answer");
        (await room.RepliesAsync(room.Server.Interactions.MessageCommand(room.Ann, answer, "Ask about this"))).Text.ShouldContain("holds no text");
        ShouldBeClean(room);
    }

    [Fact]
    public async Task Threads_of_the_bot_go_on_without_a_mention_until_people_talk_to_each_other()
    {
        await using var room = await TestDiscordBot.OpenAsync(
            new FakeDiscordOptions { PrivilegedIntents = Intents.MessageContent }, new() { ["Discord:MessageContent"] = "true" });
        var (asked, _) = await room.AskAsync();
        var thread = room.Server.World.Channels[asked.Id];
        var followUp = room.Server.People.Say(room.Ann, thread, "Who gave the order to kill Soleimani?");
        (await room.SaysAsync(message => message.RepliesTo == followUp.Id)).Text.ShouldContain("Trump");

        room.Server.People.Say(room.Olga, thread, $"{room.Ann.Mention} what do you think of Trump?");
        room.Server.People.Say(room.Ann, thread, "He was the one who ordered the strike, I suppose?");
        var back = room.Server.People.Say(room.Ann, thread, $"{room.Mention} When did the strike on Soleimani take place?");
        await room.SaysAsync(message => message.RepliesTo == back.Id);
        room.Said.Count(message => message.ChannelId == thread.Id).ShouldBe(3);

        await room.RepliesAsync(room.Server.Interactions.Slash(room.Ann, thread, "quiet"));
        room.Server.People.Say(room.Ann, thread, "Who gave the order to kill Soleimani?");
        var last = room.Server.People.Say(room.Ann, thread, $"{room.Mention} Who gave the order to kill Soleimani?");
        await room.SaysAsync(message => message.RepliesTo == last.Id);
        room.Said.Count(message => message.ChannelId == thread.Id && message.InteractionId is null).ShouldBe(4);
        ShouldBeClean(room);
    }

    [Fact]
    public async Task Without_the_content_intent_a_follow_up_needs_a_mention()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var (asked, _) = await room.AskAsync();
        var thread = room.Server.World.Channels[asked.Id];
        room.Server.People.Say(room.Ann, thread, "Who gave the order to kill Soleimani?");
        var mentioned = room.Server.People.Say(room.Ann, thread, $"{room.Mention} Who gave the order to kill Soleimani?");
        await room.SaysAsync(message => message.RepliesTo == mentioned.Id);
        room.Said.Count(message => message.ChannelId == thread.Id).ShouldBe(2);
    }

    /// <summary>No limit broken, nobody pinged.</summary>
    internal static void ShouldBeClean(TestDiscordBot room)
    {
        room.Record.LimitErrors.ShouldBeEmpty();
        room.Record.RateLimitViolations.ShouldBe(0);
        room.Record.Messages.SelectMany(message => message.Pings).ShouldBeEmpty();
        room.Said.ShouldAllBe(message => !message.IsPlaceholder);
    }
}
