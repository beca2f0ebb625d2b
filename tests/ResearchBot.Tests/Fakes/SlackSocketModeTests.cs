using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ResearchBot.FakeSlack;

namespace ResearchBot.Tests.Fakes;

public sealed class SlackSocketModeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_socket_is_opened_with_the_app_token_and_a_ticket_that_works_once()
    {
        await using var team = await FakeTeam.OpenAsync();
        (await team.CallAsync("apps.connections.open", []))["error"]!.ToString().ShouldBe("not_allowed_token_type");
        var url = await team.OpenUrlAsync();
        using var socket = await RawSocket.ConnectAsync(url);
        var hello = await socket.ReadAsync();
        hello!["num_connections"]!.GetValue<int>().ShouldBe(1);
        await Should.ThrowAsync<WebSocketException>(() => RawSocket.ConnectAsync(url));
        team.Server.Faults.Handshake(503);
        (await Should.ThrowAsync<WebSocketException>(async () => await RawSocket.ConnectAsync(await team.OpenUrlAsync()))).Message.ShouldContain("503");
    }

    [Fact]
    public async Task A_mention_comes_as_two_events_each_on_one_socket_and_both_sockets_get_some()
    {
        await using var team = await FakeTeam.OpenAsync();
        using var first = await RawSocket.GreetedAsync(team);
        using var second = await RawSocket.GreetedAsync(team);
        for (var asked = 0; asked < 10; asked++)
        {
            team.Server.People.Say(team.Ann, team.General, $"{team.Server.Setup.Bot.Mention} what?");
        }

        var sent = team.Server.Record.Envelopes;
        sent.Count.ShouldBe(20);
        sent.Count(one => one.Payload["event"]!["type"]!.ToString() == "app_mention").ShouldBe(10);
        sent.Select(one => one.EventId).Distinct().Count().ShouldBe(20);
        sent.Select(one => one.Socket).Distinct().Order().ShouldBe([1, 2]);
        var read = await first.ReadAsync();
        read!["payload"]!["event"]!["channel"]!.ToString().ShouldBe(team.General.Id);
        await second.AckAsync(read);
        await team.Server.Record.UntilAsync(record => record.StrayAcks == 1, Stop);
        await first.AckAsync(read);
        await team.Server.Record.UntilAsync(record => record.AckLatencies.Count == 1, Stop);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_without_an_acknowledgement_comes_again_three_times_with_its_event_id(bool sameEnvelopeId)
    {
        var (team, clock) = await FakeTeam.OpenSteppedAsync(new FakeSlackOptions { BotEvents = new HashSet<string> { "message.im" } });
        await using var _ = team;
        team.Server.Faults.SameEnvelopeIdOnRetry = sameEnvelopeId;
        using var socket = await RawSocket.GreetedAsync(team);
        team.Server.People.Direct(team.Ann, "hello");
        for (var passed = 0; passed < 600; passed++) // each wait begins when the one before ends
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        var attempts = new List<JsonNode>();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            attempts.Add((await socket.ReadAsync())!);
        }

        attempts.Select(one => one["retry_attempt"]!.GetValue<int>()).ShouldBe([0, 1, 2, 3]);
        attempts.Select(one => one["retry_reason"]!.ToString()).ShouldBe(["", "timeout", "timeout", "timeout"]);
        attempts.Select(one => one["payload"]!["event_id"]!.ToString()).Distinct().Count().ShouldBe(1);
        attempts.Select(one => one["envelope_id"]!.ToString()).Distinct().Count().ShouldBe(sameEnvelopeId ? 1 : 4);
        team.Server.Record.Events[^1].ShouldBe("event lost");
        await socket.AckAsync(attempts[3]);
        await team.Server.Record.UntilAsync(record => record.LateAcks == 1, Stop);
    }

    [Fact]
    public async Task An_acknowledged_event_does_not_come_again_and_its_latency_is_noted()
    {
        var (team, clock) = await FakeTeam.OpenSteppedAsync(new FakeSlackOptions { BotEvents = new HashSet<string> { "message.im" } });
        await using var _ = team;
        using var socket = await RawSocket.GreetedAsync(team);
        team.Server.People.Direct(team.Ann, "hello");
        var envelope = await socket.ReadAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        await socket.AckAsync(envelope!);
        await team.Server.Record.UntilAsync(record => record.AckLatencies.Count == 1, Stop);
        clock.Advance(TimeSpan.FromMinutes(10));
        team.Server.Record.AckLatencies.ShouldBe([TimeSpan.FromSeconds(2)]);
        team.Server.Record.Envelopes.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_warning_the_socket_closes_ten_seconds_later_or_never(bool never)
    {
        var (team, clock) = await FakeTeam.OpenSteppedAsync();
        await using var _ = team;
        team.Server.Faults.NeverCloses = never;
        using var socket = await RawSocket.GreetedAsync(team);
        team.Server.Sockets.Disconnect("warning");
        (await socket.ReadAsync())!["reason"]!.ToString().ShouldBe("warning");
        using var second = await RawSocket.GreetedAsync(team);
        team.Server.People.Direct(team.Ann, "goes to the new one");
        team.Server.Record.Envelopes.Single().Socket.ShouldBe(2);
        clock.Advance(TimeSpan.FromSeconds(10));
        if (never)
        {
            team.Server.Sockets.Live.Count.ShouldBe(2);
            return;
        }

        (await socket.ReadTextAsync()).ShouldBeNull();
        socket.CloseCode.ShouldBe(1000);
        await socket.CloseAsync();
        await team.Server.Record.UntilAsync(record => record.Closes.Count == 1, Stop);
        team.Server.Record.TimesWithoutSocket.ShouldBe(0);
    }

    [Fact]
    public async Task Link_disabled_ends_new_sockets_and_a_reason_may_come_instead_of_hello()
    {
        await using var team = await FakeTeam.OpenAsync();
        team.Server.Faults.InsteadOfHello("too_many_websockets");
        using var refused = await RawSocket.ConnectAsync(await team.OpenUrlAsync());
        (await refused.ReadAsync())!["reason"]!.ToString().ShouldBe("too_many_websockets");
        (await refused.ReadTextAsync()).ShouldBeNull();
        using var socket = await RawSocket.GreetedAsync(team);
        team.Server.Sockets.Disconnect("link_disabled");
        (await team.CallAsync("apps.connections.open", [], team.Server.Options.AppToken))["ok"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("fin")]
    [InlineData("rst")]
    [InlineData("code")]
    [InlineData("frozen")]
    [InlineData("no pong")]
    public async Task A_socket_ends_in_every_way(string how)
    {
        await using var team = await FakeTeam.OpenAsync();
        using var socket = await RawSocket.GreetedAsync(team, how is "frozen" or "no pong" ? TimeSpan.FromMilliseconds(200) : null);
        switch (how)
        {
            case "fin" or "rst":
                team.Server.Sockets.Break(reset: how == "rst");
                break;
            case "code":
                team.Server.Sockets.CloseWith(1011);
                break;
            case "frozen":
                team.Server.Sockets.Freeze();
                break;
            default:
                team.Server.Sockets.StopPongs();
                team.Server.People.Direct(team.Ann, "still sent");
                (await socket.ReadAsync()).ShouldNotBeNull();
                break;
        }

        (await socket.ReadTextAsync()).ShouldBeNull();
        socket.State.ShouldBe(how == "code" ? WebSocketState.CloseReceived : WebSocketState.Aborted);
        socket.CloseCode.ShouldBe(how == "code" ? 1011 : null);
    }

    [Fact]
    public async Task Pongs_keep_a_socket()
    {
        await using var team = await FakeTeam.OpenAsync();
        using var socket = await RawSocket.GreetedAsync(team, TimeSpan.FromSeconds(2)); // the next ping goes only where the last was answered
        var read = socket.ReadAsync();
        (await Task.WhenAny(read, Task.Delay(TimeSpan.FromSeconds(7), Stop))).ShouldNotBe(read);
    }

    [Fact]
    public async Task Frames_are_large_cut_inside_characters_and_foreign()
    {
        await using var team = await FakeTeam.OpenAsync();
        using var socket = await RawSocket.GreetedAsync(team);
        team.Server.Faults.PaddingBytes = 70_000;
        team.Server.Faults.FragmentBytes = 7_001;
        team.Server.People.Direct(team.Ann, string.Concat(Enumerable.Repeat("日本語", 9000)));
        var envelope = (await socket.ReadAsync())!;
        envelope["payload"]!["event"]!["text"]!.ToString().Length.ShouldBe(27_000);
        socket.Parts.ShouldBeGreaterThan(10);
        team.Server.Sockets.SendText("{\"type\":");
        (await socket.ReadTextAsync()).ShouldBe("{\"type\":");
        team.Server.Sockets.SendBinary([1, 2, 3]);
        await socket.ReadTextAsync();
        socket.Type.ShouldBe(WebSocketMessageType.Binary);
    }

    [Fact]
    public async Task Without_a_socket_a_command_fails_at_once_and_without_an_acknowledgement_after_three_seconds()
    {
        var (team, clock) = await FakeTeam.OpenSteppedAsync();
        await using var _ = team;
        team.Server.Interactions.Slash(team.Ann, team.General, "/research", "x").Error.ShouldBe("dispatch_failed");
        using var socket = await RawSocket.GreetedAsync(team);
        var late = team.Server.Interactions.Slash(team.Ann, team.General, "/research", "x");
        clock.Advance(TimeSpan.FromSeconds(3));
        late.Error.ShouldBe("operation_timeout");
    }
}
