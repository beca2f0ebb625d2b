using ResearchBot.Core.Moderation;
using ResearchBot.Core.Workspaces;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;
using ResearchBot.Tests.Support;

namespace ResearchBot.Tests.Slack.Events;

public sealed class OutsiderTests
{
    private const string Harbour = "When was the harbour of Quaggatown built?";

    [Fact]
    public async Task Guests_strangers_and_people_of_other_organisations_are_told_alone_and_once_that_nothing_is_for_them()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var setup = room.Server.Setup;
        var foreigner = setup.AddForeigner("foreigner", admin: true);
        setup.Share(room.General, foreigner);
        var (guest, narrow, stranger) = (setup.AddUser("guest"), setup.AddUser("narrow"), setup.AddUser("stranger", admin: true));
        (guest.IsRestricted, narrow.IsUltraRestricted, stranger.IsStranger) = (true, true, true);
        room.General.Members.UnionWith([guest.Id, narrow.Id, stranger.Id]);
        await room.SteerAsync($"roles grant {guest.Mention} admin"); // a grant opens nothing to them
        var granted = room.Record.Messages.Count;

        foreach (var person in new[] { foreigner, guest, narrow, stranger })
        {
            var before = room.Record.Messages.Count;
            var asked = room.Server.People.Say(person, room.General, $"{room.Mention} {TestSlackBot.Question}");
            await room.SaysAsync(message => message.SeenBy == person.Id && message.Shown.Contains(Outsiders.Refusal, StringComparison.Ordinal), before);
            await DoneAsync(room, asked);
            await DoneAsync(room, room.Server.People.Say(person, room.General, $"{room.Mention} {TestSlackBot.Question}"));
            await DoneAsync(room, room.Server.People.Direct(person, TestSlackBot.Question));
            room.Record.Messages.Skip(before).Count().ShouldBe(1, person.Name);
            foreach (var typed in new[] { TestSlackBot.Question, "documents list", "audit" })
            {
                (await room.TypeAsync(person, typed)).ShouldSatisfyAllConditions(
                    reply => reply.SeenBy.ShouldBe(person.Id), reply => reply.Shown.ShouldContain(Outsiders.Refusal));
            }

            (await room.TypeAsync(person, "forget me")).Shown.ShouldNotContain(Outsiders.Refusal); // everybody may be forgotten
        }

        room.Answers.ShouldBeEmpty();
        room.Record.Statuses.ShouldBeEmpty();
        room.Record.Messages.Skip(granted).ShouldAllBe(message => message.IsEphemeral || message.Shown.StartsWith("Asked with /research: forget me", StringComparison.Ordinal));
        room.ShouldBeClean();
    }

    [Fact]
    public async Task What_is_opened_to_guests_or_to_everyone_is_theirs_and_in_a_shared_channel_members_get_no_more()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var setup = room.Server.Setup;
        var (foreigner, guest) = (setup.AddForeigner("foreigner"), setup.AddUser("guest"));
        guest.IsRestricted = true;
        room.General.Members.Add(guest.Id);
        var shared = setup.AddChannel("shared", members: [room.Olga, room.Ann]);
        setup.Share(shared, foreigner);
        await FileTests.LoadAsync(room, "load into port", room.File(room.Olga, "quagga.md", FileTests.Harbour));

        (await AnswerAsync(room, room.Ann, shared)).Shown.ShouldNotContain("1887");
        var aside = await room.SaysAsync(message => message.SeenBy == room.Ann.Id && message.ChannelId == shared.Id);
        aside.Shown.ShouldContain("leaves out 2 collections");
        aside.ThreadTs.ShouldNotBeNull();
        (await AnswerAsync(room, room.Ann, setup.Direct(room.Ann))).Shown.ShouldContain("1887");
        (await AnswerAsync(room, room.Ann, room.General)).Shown.ShouldContain("1887");

        (await room.SteerAsync("collections rights port --audience guests")).Shown.ShouldContain("guests too");
        (await AnswerAsync(room, guest, room.General)).Shown.ShouldContain("1887");
        await room.SteerAsync($"roles grant {guest.Mention} admin");
        (await room.TypeAsync(guest, "audit")).Shown.ShouldContain("needs the role");
        (await AnswerAsync(room, room.Ann, shared)).Shown.ShouldNotContain("1887");
        (await room.TypeAsync(foreigner, Harbour, shared)).Shown.ShouldContain(Outsiders.Refusal);

        (await room.SteerAsync("collections rights port --audience everyone")).Shown.ShouldContain("people of other organisations");
        (await AnswerAsync(room, foreigner, shared)).Shown.ShouldContain("1887");
        (await AnswerAsync(room, room.Ann, shared)).Shown.ShouldContain("1887");
        room.Record.Messages.Where(message => message.SeenBy == foreigner.Id).ShouldAllBe(message => !message.Shown.Contains("leaves out", StringComparison.Ordinal));
        (await room.TypeAsync(foreigner, "audit", shared)).Shown.ShouldContain("needs the role");

        await room.SteerAsync("collections rights port --audience members");
        (await room.TypeAsync(foreigner, Harbour, shared)).Shown.ShouldContain(Outsiders.Refusal);
        room.ShouldBeClean();
    }

    [Fact]
    public async Task A_channel_is_read_by_others_as_soon_as_it_is_shared_or_others_are_invited()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var setup = room.Server.Setup;
        (await AskedAsync(room.General)).Shown.ShouldContain(TestSlackBot.Answer);
        setup.Share(room.General, setup.AddForeigner("foreigner"));
        (await AskedAsync(room.General)).Shown.ShouldNotContain(TestSlackBot.Answer);
        setup.Unshare(room.General);
        (await AskedAsync(room.General)).Shown.ShouldContain(TestSlackBot.Answer);

        var pending = setup.AddChannel("pending", members: [room.Olga, room.Ann]);
        pending.IsPending = true;
        (await AskedAsync(pending)).Shown.ShouldNotContain(TestSlackBot.Answer);

        async Task<StoredMessage> AskedAsync(Channel channel) // what is said to Ann alone comes beside it
        {
            var before = room.Record.Messages.Count;
            await room.UntilNotedAsync(room.Server.Interactions.Slash(room.Ann, channel, "/research", TestSlackBot.Question));
            return await room.SaysAsync(message => message.ChannelId == channel.Id && message.SeenBy is null, before);
        }
    }

    [Fact]
    public async Task Where_slack_does_not_say_who_reads_a_channel_the_reply_is_for_the_asker_alone()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var unknown = room.Server.Setup.AddChannel("unknown", members: [room.Olga, room.Ann]);
        room.Server.Faults.Error("conversations.info", "fatal_error", times: 20);
        room.Server.Interactions.Slash(room.Ann, unknown, "/research", TestSlackBot.Question);
        var reply = await room.SaysAsync(message => message.ChannelId == unknown.Id);
        (reply.SeenBy, reply.Shown.Contains(TestSlackBot.Answer, StringComparison.Ordinal)).ShouldBe((room.Ann.Id, true));
    }

    [Fact]
    public async Task The_workspace_is_the_installation_s_and_never_that_of_the_team_around_an_event()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var (setup, foreigner) = (room.Server.Setup, room.Server.Setup.AddForeigner("foreigner"));
        await FileTests.LoadAsync(room, "load into port", room.File(room.Olga, "quagga.md", FileTests.Harbour));
        await room.SteerAsync("collections rights port --audience everyone");
        setup.Share(room.General, foreigner);
        foreach (var person in new[] { room.Ann, foreigner })
        {
            (await AnswerAsync(room, person, room.General)).Shown.ShouldContain("1887", customMessage: person.Name);
        }

        (await room.TypeAsync(foreigner, Harbour)).Shown.ShouldContain("1887");

        room.Record.Envelopes.Count(envelope => (string?)envelope.Payload["team_id"] == foreigner.TeamId).ShouldBeGreaterThan(2);
        var rows = await StoreRows.ReadAsync(room.Bot);
        rows.Count(row => row.StartsWith("tenants ", StringComparison.Ordinal)).ShouldBe(1);
        rows.ShouldAllBe(row => !row.Contains($"slack-{foreigner.TeamId}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whom_slack_does_not_describe_is_a_member_unless_the_event_names_another_team()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var (setup, foreigner) = (room.Server.Setup, room.Server.Setup.AddForeigner("foreigner"));
        var unshared = setup.AddChannel("unshared", members: [room.Olga, foreigner]); // as far as Slack says
        var guest = setup.AddUser("guest");
        guest.IsRestricted = true;
        (await room.TypeAsync(guest, TestSlackBot.Question, unshared)).Shown.ShouldContain(Outsiders.Refusal);
        room.Server.Faults.Error("users.info", "user_not_found", times: 100);
        (await AnswerAsync(room, room.Ann, room.General, TestSlackBot.Question)).Shown.ShouldContain(TestSlackBot.Answer);
        (await room.TypeAsync(room.Olga, "help")).Shown.ShouldNotContain("Something went wrong");
        (await room.TypeAsync(foreigner, TestSlackBot.Question, unshared)).Shown.ShouldContain(Outsiders.Refusal);
        (await room.TypeAsync(guest, TestSlackBot.Question, unshared)).Shown.ShouldContain(Outsiders.Refusal); // it was known before
        var newcomer = setup.AddForeigner("newcomer");
        setup.Share(room.General, newcomer);
        room.Server.People.Say(newcomer, room.General, $"{room.Mention} {TestSlackBot.Question}");
        (await room.SaysAsync(message => message.SeenBy == newcomer.Id)).Shown.ShouldContain(Outsiders.Refusal);
        room.Answers.Count(message => message.SeenBy is null).ShouldBe(1);
    }

    [Fact]
    public async Task A_late_answer_says_nothing_where_others_have_come_to_read_the_channel()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var (setup, aside) = (room.Server.Setup, room.Server.Setup.AddChannel("aside", members: [room.Olga]));
        (await AnswerAsync(room, room.Ann, room.General)).Shown.ShouldNotContain("1887");
        setup.Share(room.General, setup.AddForeigner("foreigner"));
        room.Server.People.Say(room.Olga, aside, $"{room.Mention} load into port", null, false, room.File(room.Olga, "quagga.md", FileTests.Harbour));
        var late = await room.SaysAsync(message => message.Shown.Contains("A document now answers", StringComparison.Ordinal));
        (late.ChannelId, late.Shown.Contains("1887", StringComparison.Ordinal)).ShouldBe((room.General.Id, false));
    }

    [Fact]
    public async Task All_user_groups_are_one_call()
    {
        await using var room = await TestSlackBot.OpenAsync();
        foreach (var number in Enumerable.Range(0, 60))
        {
            room.Server.Setup.AddUsergroup($"group-{number}", room.Ann);
        }

        await room.AskAsync();
        room.Record.Requests.Count(request => request.Method.StartsWith("usergroups.", StringComparison.Ordinal)).ShouldBe(1);
        await room.SteerAsync($"roles grant <!subteam^{room.Server.World.Usergroups.Keys.Last()}|g> moderator");
        (await room.TypeAsync(room.Ann, "audit")).Shown.ShouldNotContain("needs the role");
    }

    private static async Task DoneAsync(TestSlackBot room, StoredMessage asked)
    {
        var inbox = room.Bot.Get<ResearchBot.Core.Platforms.RequestInbox>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await inbox.FindAsync("slack", $"{asked.ChannelId}/{asked.Ts}", room.Patience) is not { IsDone: true })
        {
            await timer.WaitForNextTickAsync(room.Patience);
        }
    }

    /// <summary>The answer to a question in a channel by mention, or to a direct message.</summary>
    private static async Task<StoredMessage> AnswerAsync(TestSlackBot room, User by, Channel channel, string question = Harbour)
    {
        var before = room.Record.Messages.Count;
        var asked = channel.IsDirect ? room.Server.People.Direct(by, question) : room.Server.People.Say(by, channel, $"{room.Mention} {question}");
        await DoneAsync(room, asked);
        return await room.SaysAsync(message => message.ChannelId == channel.Id && !message.IsEphemeral, before);
    }
}
