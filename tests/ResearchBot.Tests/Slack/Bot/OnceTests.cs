using System.Data.Common;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.FakeSlack;

namespace ResearchBot.Tests.Slack.Bot;

public sealed class OnceTests
{
    private static readonly Dictionary<string, string?> OneAtATime = new() { ["Limits:QuestionsAtOnce"] = "1" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_that_comes_again_is_answered_once(bool sameEnvelopeId)
    {
        await using var room = await BotRoom.OpenAsync();
        await room.AskAsync();
        await room.TypeAsync(room.Ann, BotRoom.Question);
        var sent = room.Record.Envelopes.ToArray();
        var mentions = sent.Where(one => one.EventId is not null && one.Payload.ToJsonString().Contains(BotRoom.Question, StringComparison.Ordinal)).ToArray();
        mentions.Select(one => one.Payload["event"]!["type"]!.ToString()).ShouldContain("app_mention");
        mentions.Select(one => one.Payload["event"]!["type"]!.ToString()).ShouldContain("message");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            foreach (var one in sent)
            {
                room.Server.Sockets.Resend(one, attempt, sameEnvelopeId);
            }
        }

        await room.PassAsync();
        room.Answers.Count().ShouldBe(2);
        room.ShouldBeClean();
    }

    [Fact]
    public async Task Lost_acknowledgements_and_both_kinds_of_event_give_one_answer()
    {
        await using var room = await BotRoom.OpenAsync(new FakeSlackOptions { Patience = TimeSpan.FromMilliseconds(200), RetryDelays = [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero] });
        room.Server.Faults.LostAcks = 6;
        await room.AskAsync();
        await room.UntilAsync(record => record.Envelopes.Count(one => one.RetryAttempt > 0) >= 4, "retries");
        await room.PassAsync();
        room.Answers.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_in_hand_when_a_process_ended_is_answered_once_by_the_next()
    {
        await using var room = await BotRoom.OpenAsync(settings: OneAtATime);
        var held = await room.Bot.Get<QuestionQueue>().EnterAsync("other", "nobody", room.Patience);
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {BotRoom.Question}");
        var gone = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {BotRoom.Question}");
        room.Server.People.Direct(room.Ann, BotRoom.Question);
        room.Server.Interactions.Slash(room.Olga, room.General, "/research", BotRoom.Question);
        await room.UntilOpenAsync(4);
        await room.StopAsync();
        room.Answers.ShouldBeEmpty();
        room.Server.People.Delete(gone);

        await using (var next = await room.NewBotAsync(over: room.Bot))
        {
            room.Begin(next);
            await room.SaysInAsync(asked, BotRoom.Answer);
            await room.UntilAsync(_ => room.Answers.Count() >= 3, "all answers");
            await room.PassAsync();
            room.Answers.Select(message => message.ChannelId).Order().ShouldBe(new[] { room.General.Id, room.General.Id, room.Server.Stage.Direct(room.Ann).Id }.Order());
            room.Record.Messages.ShouldAllBe(message => message.ThreadTs != gone.Ts);
            await room.StopAsync();
        }

        held.Dispose();
        room.ShouldBeClean("thread_not_found");
    }

    [Fact]
    public async Task What_was_answered_but_not_noted_is_not_answered_again_by_the_next_process()
    {
        await using var room = await BotRoom.OpenAsync();
        room.Server.Faults.Reset("chat.postMessage", afterWork: true);
        var (asked, _) = await room.AskAsync();
        var direct = room.Server.People.Direct(room.Ann, BotRoom.Question);
        await room.SaysAsync(message => message.ChannelId == direct.ChannelId);
        await room.StopAsync();
        await using var next = await room.NewBotAsync(over: room.Bot);
        room.Begin(next);
        await room.ConnectedAsync();
        await room.PassAsync();
        room.Server.Sockets.Resend(room.Record.Envelopes.First(one => one.EventId is not null), 3);
        await room.PassAsync();
        room.Answers.Count().ShouldBe(2);
        room.Answers.Count(message => message.ThreadTs == asked.Ts).ShouldBe(1);
        await room.StopAsync();
    }

    [Theory]
    [InlineData("on")]
    [InlineData("off")]
    public async Task A_reply_that_a_killed_process_could_not_note_is_known_by_its_mark(string threads)
    {
        await using var room = await BotRoom.OpenAsync();
        await room.SteerAsync($"settings set threads {threads}");
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {BotRoom.Question}");
        await room.SaysAsync(message => message.Shown.Contains(BotRoom.Answer, StringComparison.Ordinal));
        await room.UntilNotedAsync(asked);
        await room.TypeAsync(room.Ann, BotRoom.Question);
        await room.StopAsync();
        var mention = room.Record.Envelopes.First(one => one.Payload["event"]?["type"]?.ToString() == "app_mention").Payload.ToJsonString();
        await ReopenAsync(room, $"{asked.ChannelId}/{asked.Ts}", "0" + mention);
        var typed = room.Record.Interactions[^1];
        await ReopenAsync(room, $"{room.General.Id}/{room.Ann.Id}/{typed.TriggerId}", "1" + room.Record.Envelopes.Last(one => one.Type == "slash_commands").Payload.ToJsonString());
        await room.UntilOpenAsync(2);

        await using var next = await room.NewBotAsync(over: room.Bot);
        room.Begin(next);
        await room.UntilNotedAsync(asked);
        await room.UntilNotedAsync(typed);
        room.Answers.Count().ShouldBe(2);
        await room.StopAsync();
        room.ShouldBeClean();
    }

    private static async Task ReopenAsync(BotRoom room, string id, string payload)
    {
        await using var connection = await room.Bot.Get<DbDataSource>().OpenConnectionAsync(room.Patience);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE received_requests SET done_at = NULL, payload = @payload WHERE id = @id";
        foreach (var (name, value) in new[] { ("@id", id), ("@payload", payload) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        (await command.ExecuteNonQueryAsync(room.Patience)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_connections_share_the_events_and_answer_each_once()
    {
        await using var room = await BotRoom.OpenAsync(settings: BurstTests.ManyAtOnce); // on a slow machine one person's questions would be too many
        var channels = Enumerable.Range(0, 10).Select(number => room.Server.Stage.AddChannel($"room-{number}", members: [room.Ann])).ToArray();
        foreach (var channel in channels)
        {
            room.Server.People.Say(room.Ann, channel, $"{room.Mention} {BotRoom.Question}");
        }

        await room.UntilAsync(_ => room.Answers.Count() >= 10, "ten answers");
        await room.PassAsync();
        room.Answers.Select(message => message.ChannelId).Order().ShouldBe(channels.Select(channel => channel.Id).Order());
        room.Record.Envelopes.Select(one => one.Socket).Distinct().Count().ShouldBe(2);
        room.ShouldBeClean();
    }

    [Fact]
    public async Task Of_two_processes_with_one_token_one_is_connected_and_the_other_takes_over()
    {
        await using var room = await BotRoom.OpenAsync();
        await using var second = await room.NewBotAsync(over: room.Bot);
        await using var waiting = new ServingBot(second);
        await room.AskAsync();
        room.Record.Opens.Count.ShouldBe(2);
        await room.StopAsync();
        await room.UntilAsync(record => record.Opens.Count == 4, "the other one");
        await room.ConnectedAsync();
        await room.AskAsync();
        room.Answers.Count().ShouldBe(2);
        room.Record.LiveSockets.ShouldAllBe(count => count.Live <= 2);
    }
}
