using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.SocketMode;

namespace ResearchBot.Tests.Slack.Events;

/// <summary>What only an event's own id tells: by channel and time these are new.</summary>
public sealed class EventIdTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_edit_that_comes_again_after_a_later_one_changes_nothing(bool afterRestart)
    {
        await using var room = await TestSlackBot.OpenAsync();
        var (asked, answer) = await room.AskAsync();
        room.Server.People.Edit(asked, $"{room.Mention} {ChangedTests.Other}");
        await room.UntilAsync(_ => answer.Shown.Contains("protesters", StringComparison.Ordinal), "the answer to the edit");
        room.Server.People.Edit(asked, $"{room.Mention} {TestSlackBot.Question}");
        await room.UntilAsync(_ => answer.Shown.Contains(TestSlackBot.Answer, StringComparison.Ordinal), "the answer to the later edit");
        await room.PassAsync();
        await using var next = afterRestart ? await RestartAsync(room) : null;

        var first = room.Record.Envelopes.First(one => one.Payload["event"]?["subtype"]?.ToString() == "message_changed");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            room.Server.Sockets.Resend(first, attempt, sameEnvelopeId: true);
            room.Server.Sockets.Resend(first, attempt, sameEnvelopeId: false);
        }

        await PassAsync(room);
        answer.History.Count.ShouldBe(3);
        answer.Shown.ShouldContain(TestSlackBot.Answer);
        await room.StopAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_whose_id_is_known_is_not_served_though_it_tells_of_another_message(bool afterRestart)
    {
        await using var room = await TestSlackBot.OpenAsync();
        await room.AskAsync();
        var other = room.Server.People.Say(room.Ann, room.General, "Lunch?");
        await using var next = afterRestart ? await RestartAsync(room) : null;
        var mention = room.Record.Envelopes.First(one => one.Payload["event"]!["type"]!.ToString() == "app_mention");
        var changed = (System.Text.Json.Nodes.JsonObject)mention.Payload.DeepClone();
        changed["event"]!["ts"] = other.Ts;
        room.Server.Sockets.Resend(new Envelope("e-1", mention.Type, changed, acceptsResponse: false), attempt: 1);
        await PassAsync(room);
        room.Said.ShouldAllBe(message => message.ThreadTs != other.Ts);
        await room.StopAsync();
    }

    /// <summary>A question that comes after all of it is answered, which takes longer than what would be wrong.</summary>
    private static async Task PassAsync(TestSlackBot room)
    {
        await room.PassAsync();
        StoredMessage late = room.Server.People.Say(room.Olga, room.General, $"{room.Mention} Who gave the order to kill Soleimani?");
        await room.SaysInAsync(late, "Trump");
        await room.PassAsync();
    }

    private static async Task<TestBot> RestartAsync(TestSlackBot room)
    {
        await room.StopAsync();
        var next = await room.NewBotAsync(over: room.Bot);
        room.Begin(next);
        await room.ConnectedAsync();
        return next;
    }
}
