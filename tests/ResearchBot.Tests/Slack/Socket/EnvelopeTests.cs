using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ResearchBot.Slack.Events;

namespace ResearchBot.Tests.Slack.Socket;

/// <summary>What is received and how it is acknowledged.</summary>
public sealed class EnvelopeTests
{
    [Fact]
    public async Task All_are_acknowledged_though_nobody_works()
    {
        await using var room = await TestSocketMode.StartAsync();
        var socket = await room.ConnectedAsync();
        for (var i = 0; i < 500; i++)
        {
            await socket.EventAsync($"{i}");
        }

        for (var i = 0; i < 500; i++)
        {
            (await socket.AcknowledgementAsync(room.Patience)).GetRawText().ShouldBe($$"""{"envelope_id":"{{i}}"}""");
        }
    }

    [Fact]
    public async Task Nothing_is_handed_on_before_its_acknowledgement_went_out_nor_where_it_could_not()
    {
        var queue = new EnvelopeQueue(capacity: 1);
        var intake = new Intake(queue, new EnvelopeAnswers(_ => null), new TestLog().For<Intake>());
        var envelope = new SlackEnvelope(EnvelopeKind.Event, JsonElement.Parse("{}"), ReceivedAt: 0);
        await Should.ThrowAsync<IOException>(intake.TakeAsync(envelope, _ => Acknowledge(fails: true)));
        queue.Count.ShouldBe(0);
        await intake.TakeAsync(envelope, _ => Acknowledge(fails: false)); // its place was given back
        queue.Count.ShouldBe(1);

        Task Acknowledge(bool fails)
        {
            queue.Count.ShouldBe(0);
            return fails ? throw new IOException() : Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Where_the_queue_is_full_all_are_acknowledged_and_people_are_told()
    {
        await using var room = await TestSocketMode.StartAsync(capacity: 2);
        var socket = await room.ConnectedAsync();
        foreach (var id in new[] { "1", "2", "3" })
        {
            await socket.EventAsync(id);
            (await socket.AcknowledgementAsync(room.Patience)).GetProperty("envelope_id").GetString().ShouldBe(id);
        }

        await socket.SlashAsync("4");
        (await socket.AcknowledgementAsync(room.Patience)).GetProperty("payload").GetProperty("text").GetString().ShouldBe(EnvelopeAnswers.Busy);
        await socket.SlashAsync("5", takesAnswer: false);
        (await socket.AcknowledgementAsync(room.Patience)).TryGetProperty("payload", out _).ShouldBeFalse();
        (await room.Queue.Refused.ReadAsync(room.Patience)).Payload.GetProperty("event_id").GetString().ShouldBe("Ev3");
        (await room.Queue.Refused.ReadAsync(room.Patience)).Kind.ShouldBe(EnvelopeKind.SlashCommand);
        await room.Queue.TakeAsync(room.Patience);
        await room.Queue.TakeAsync(room.Patience);
        await room.ShouldWorkAsync(socket);
    }

    [Fact]
    public async Task An_answer_goes_with_the_acknowledgement_that_takes_one_and_its_fault_costs_none()
    {
        await using var room = await TestSocketMode.StartAsync(
            answer: envelope => envelope.Payload.GetProperty("command").GetString() is "/research" ? new JsonObject { ["text"] = "&" } : throw new InvalidOperationException("no"));
        var socket = await room.ConnectedAsync();
        await socket.SlashAsync("1");
        (await socket.AcknowledgementAsync(room.Patience)).GetProperty("payload").GetProperty("text").GetString().ShouldBe("&");
        await socket.SlashAsync("2", takesAnswer: false);
        (await socket.AcknowledgementAsync(room.Patience)).GetRawText().ShouldBe("""{"envelope_id":"2"}""");
        await socket.SendAsync("""{"envelope_id":"3","type":"interactive","accepts_response_payload":true,"payload":{"type":"x"}}""");
        (await socket.AcknowledgementAsync(room.Patience)).GetRawText().ShouldBe("""{"envelope_id":"3"}""");
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1_000)]
    [InlineData(1)]
    public async Task A_message_in_fragments_is_one(int fragment)
    {
        await using var room = await TestSocketMode.StartAsync();
        var socket = await room.ConnectedAsync();
        var text = string.Concat(Enumerable.Repeat("ä€😀", fragment == 1 ? 50 : 20_000)); // cut within characters, and over 64 KB
        await socket.SendAsync(Encoding.UTF8.GetBytes(RawSocket.Event("1", text).Replace("\\u00E4", "ä", StringComparison.Ordinal)), fragment);
        await socket.AcknowledgementAsync(room.Patience);
        (await room.Queue.TakeAsync(room.Patience)).Payload.GetProperty("event").GetProperty("text").GetString().ShouldBe(text);
    }

    [Fact]
    public async Task What_is_no_envelope_is_passed_over_and_an_unknown_one_is_acknowledged()
    {
        await using var room = await TestSocketMode.StartAsync();
        var socket = await room.ConnectedAsync();
        await socket.SendAsync([0, 1, 2], type: WebSocketMessageType.Binary);
        foreach (var nothing in new[] { "{", "[]", "null", "7", "{}", """{"type":7}""", """{"type":"new"}""", """{"type":"hello"}""", """{"type":"events_api","envelope_id":7,"payload":{}}""" })
        {
            await socket.SendAsync(nothing);
        }

        await socket.SendAsync("""{"type":"new","envelope_id":"1","payload":{}}""");
        (await socket.AcknowledgementAsync(room.Patience)).GetProperty("envelope_id").GetString().ShouldBe("1");
        await socket.SendAsync("""{"type":"events_api","envelope_id":"2","payload":[]}""");
        (await socket.AcknowledgementAsync(room.Patience)).GetProperty("envelope_id").GetString().ShouldBe("2");
        await room.ShouldWorkAsync(socket);
        room.Queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Two_connections_each_work_and_one_stays_when_the_other_breaks()
    {
        await using var room = await TestSocketMode.StartAsync(connections: 2);
        var first = await room.ConnectedAsync();
        var second = await room.ConnectedAsync();
        await room.ShouldWorkAsync(first, "1");
        await room.ShouldWorkAsync(second, "2");
        await room.LiveAsync(2);
        first.Reset();
        await room.ShouldWorkAsync(second, "3");
        await room.ShouldWorkAsync(await room.ConnectedAsync(), "4");
        room.Fewest.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public async Task Another_process_with_the_same_token_is_a_warning(int counted, bool warned)
    {
        await using var room = await TestSocketMode.StartAsync(connections: 2, prepare: room => room.HelloCount = counted);
        await room.ShouldWorkAsync(await room.ConnectedAsync(), "1");
        await room.ShouldWorkAsync(await room.ConnectedAsync(), "2");
        await room.LiveAsync(2);
        room.Log.Warnings.Any(line => line.Contains("another process", StringComparison.Ordinal)).ShouldBe(warned);
    }
}
