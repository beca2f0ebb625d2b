using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.Tests.Slack.Events;

public sealed class RightsTests
{
    private const string Secret = "When was the harbour of Quaggatown built?";

    [Fact]
    public async Task Each_button_answers_whoever_presses_it_alone()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var help = room.Server.Setup.AddChannel("help", members: [room.Olga]);
        await room.SteerAsync($"settings set helpers slack:{help.Id}");
        var (_, answer) = await room.AskAsync();
        var buttons = TestSlackBot.Buttons(answer);
        buttons.ShouldBe(["passages-more", "why", "feedback"]);
        foreach (var person in new[] { room.Ann, room.Olga })
        {
            foreach (var button in new[] { "why", "helpful", "unhelpful", "passages-more" })
            {
                var reply = await room.PressAsync(person, answer, button);
                (reply.SeenBy, reply.ThreadTs).ShouldBe((person.Id, answer.ThreadTs), button);
                reply.Shown.ShouldNotContain("Something went wrong");
                if (button == "passages-more")
                {
                    TestSlackBot.Buttons(reply).ShouldBe(["passages-show", "needhelp"]);
                    (await room.PressAsync(person, reply, "passages-show")).SeenBy.ShouldBe(person.Id);
                    (await room.PressAsync(person, reply, "needhelp")).SeenBy.ShouldBe(person.Id);
                }
            }
        }

        await room.SaysAsync(message => message.ChannelId == help.Id && message.Shown.Contains("Baghdad", StringComparison.Ordinal));
        answer.History.Count.ShouldBe(1);
        room.ShouldBeClean();
    }

    [Fact]
    public async Task Whoever_says_that_an_answer_did_not_help_is_asked_why_in_a_form()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var (_, answer) = await room.AskAsync();
        var vote = await room.PressAsync(room.Ann, answer, "unhelpful");
        vote.Shown.ShouldNotContain("and why"); // it counts at once
        var form = room.Record.Interactions[^1].View.ShouldNotBeNull();
        var blank = room.Server.Interactions.Submit(form, ("reason", "  "));
        await room.UntilAsync(_ => blank.Answered, "the answer to the form");
        (form.IsOpen, form.Errors.Keys.Single()).ShouldBe((true, "reason"));
        var before = room.Record.Messages.Count;
        var sent = room.Server.Interactions.Submit(form, ("reason", "It was <!channel> somebody else."));
        var thanks = await room.SaysAsync(message => message.Shown.Contains("and why", StringComparison.Ordinal), before);
        (thanks.SeenBy, thanks.ThreadTs, form.IsOpen, sent.Response).ShouldBe((room.Ann.Id, answer.ThreadTs, false, null));

        room.Server.Faults.Error("views.open", "expired_trigger_id");
        (await room.PressAsync(room.Olga, answer, "unhelpful")).SeenBy.ShouldBe(room.Olga.Id);
        room.ShouldBeClean();
    }

    [Fact]
    public async Task Help_is_called_from_a_person_too()
    {
        await using var room = await TestSlackBot.OpenAsync();
        await room.SteerAsync($"settings set helpers slack:{room.Olga.Id}");
        var (_, answer) = await room.AskAsync();
        await room.PressAsync(room.Ann, await room.PressAsync(room.Ann, answer, "passages-more"), "needhelp");
        (await room.SaysAsync(message => message.ChannelId == room.Server.Setup.Direct(room.Olga).Id)).Shown.ShouldContain("Baghdad");
    }

    [Fact]
    public async Task What_a_group_alone_may_read_is_in_private_replies_to_its_members_only()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var holder = room.Server.Setup.AddUser("holder");
        room.General.Members.Add(holder.Id);
        var group = room.Server.Setup.AddUsergroup("staff", holder);
        await room.SteerAsync("collections create staff");
        await FileTests.LoadAsync(room, "load into staff", room.File(room.Olga, "quagga.md", FileTests.Harbour));
        (await room.SteerAsync($"collections rights staff --role <!subteam^{group.Id}|staff>")).Shown.ShouldContain("staff");

        (await room.TypeAsync(holder, Secret)).Shown.ShouldNotContain("1887");
        var asked = room.Server.People.Direct(holder, Secret);
        var own = await room.SaysAsync(message => message.ChannelId == asked.ChannelId);
        own.Shown.ShouldContain("1887");
        (await room.PressAsync(holder, await room.PressAsync(holder, own, "passages-more"), "passages-show")).Shown.ShouldContain("1887");
        await room.SteerAsync("settings set private-answers on");
        (await room.TypeAsync(holder, Secret)).Shown.ShouldContain("1887");
        (await room.TypeAsync(room.Ann, Secret)).Shown.ShouldNotContain("1887");
        room.Said.Where(message => !message.IsEphemeral && message.ChannelId == room.General.Id).ShouldAllBe(message => !message.Shown.Contains("1887", StringComparison.Ordinal));
        room.ShouldBeClean();
    }

    [Fact]
    public async Task Who_steers_is_told_by_slack_and_sees_it_alone()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var chloe = room.Server.Setup.AddUser("chloe", admin: true);
        foreach (var (person, isServed) in new[] { (room.Ann, false), (chloe, true), (room.Olga, true) })
        {
            foreach (var command in new[] { "audit", "roles list" })
            {
                var reply = await room.TypeAsync(person, command);
                (reply.SeenBy, reply.Shown.Contains("needs the role", StringComparison.Ordinal)).ShouldBe((person.Id, !isServed), $"{person.Name} {command}: {reply.Shown}");
                room.Server.People.Say(person, room.General, $"{room.Mention} /{command}");
                await room.SaysAsync(message => message.ChannelId == room.Server.Setup.Direct(person).Id);
            }
        }

        await room.SteerAsync($"roles grant {room.Ann.Mention} moderator");
        (await room.TypeAsync(room.Ann, "audit")).Shown.ShouldNotContain("needs the role");
        room.Said.Where(message => !message.Shown.StartsWith("Asked with /research: roles grant", StringComparison.Ordinal)).ShouldAllBe(message => message.IsEphemeral || message.ChannelId.StartsWith('D'));
        room.ShouldBeClean();
    }
}
