using Microsoft.AspNetCore.Http;

namespace ResearchBot.Tests.Slack.Socket;

/// <summary>Connections that end, and connections that only seem to stand.</summary>
public sealed class ReconnectTests
{
    [Fact]
    public async Task Connected_means_hello_and_without_one_it_connects_again()
    {
        await using var room = await TestSocketMode.StartAsync(prepare: room => room.SaysHello = false);
        await room.ConnectedAsync();
        room.Mode.Live.ShouldBe(0);
        room.SaysHello = true;
        await room.ShouldWorkAsync(await room.ConnectedAsync());
        await room.LiveAsync(1);
    }

    [Theory]
    [InlineData("warning", true)]
    [InlineData("warning", false)]
    [InlineData("refresh_requested", true)]
    [InlineData("something_new", false)]
    public async Task It_is_never_without_a_live_connection_when_Slack_asks_for_another(string reason, bool closes)
    {
        await using var room = await TestSocketMode.StartAsync(prepare: room => room.AnswersClose = closes);
        var old = await room.ConnectedAsync();
        for (var i = 0; i < 3; i++)
        {
            await old.DisconnectAsync(reason);
            await old.EventAsync($"late{i}");
            (await old.AcknowledgementAsync(room.Patience)).GetProperty("envelope_id").GetString().ShouldBe($"late{i}"); // it still works
            await room.Queue.TakeAsync(room.Patience);
            var next = await room.ConnectedAsync();
            await old.Over.WaitAsync(room.Patience);
            old.SaidGoodbye.ShouldBeTrue();
            await room.ShouldWorkAsync(next, $"new{i}");
            old = next;
        }

        room.Fewest.ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_new_connection_says_no_hello_the_old_one_stays()
    {
        await using var room = await TestSocketMode.StartAsync();
        var old = await room.ConnectedAsync();
        room.SaysHello = false;
        await old.DisconnectAsync("warning");
        await room.ConnectedAsync();
        await room.ConnectedAsync();
        await room.ShouldWorkAsync(old);
        room.SaysHello = true;
        await room.ShouldWorkAsync(await room.ConnectedAsync(), "new");
        room.Fewest.ShouldBe(1);
    }

    [Fact]
    public async Task A_disconnect_before_hello_is_one_more_attempt()
    {
        await using var room = await TestSocketMode.StartAsync(prepare: room => room.SaysHello = false);
        var first = await room.ConnectedAsync();
        room.SaysHello = true;
        await first.DisconnectAsync("too_many_websockets");
        await room.ShouldWorkAsync(await room.ConnectedAsync());
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("close")]
    [InlineData("frozen")]
    [InlineData("no pong after disconnect")]
    public async Task A_connection_that_broke_is_replaced(string how)
    {
        await using var room = await TestSocketMode.StartAsync();
        var socket = await room.ConnectedAsync();
        switch (how)
        {
            case "reset":
                socket.Reset();
                break;
            case "close":
                await socket.CloseAsync();
                break;
            case "frozen":
                socket.IsFrozen = true;
                await room.ShouldWorkAsync(socket); // the last that it reads
                break;
            default:
                socket.IsFrozen = true;
                await socket.DisconnectAsync("warning");
                break;
        }

        await room.ShouldWorkAsync(await room.ConnectedAsync(), "new");
        await room.LiveAsync(1);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_refused_handshake_is_tried_again_with_a_new_address(int status)
    {
        await using var room = await TestSocketMode.StartAsync(prepare: room =>
        {
            room.HandshakeFaults.Enqueue(status);
            room.HandshakeFaults.Enqueue(status);
        });
        await room.ShouldWorkAsync(await room.ConnectedAsync());
        room.Opened.ShouldBe(3);
    }

    [Theory]
    [InlineData(200, """{"ok":false,"error":"internal_error"}""")]
    [InlineData(200, """{"ok":false,"error":"never_heard_of"}""")]
    [InlineData(200, "<!DOCTYPE html><html>Sign in</html>")]
    [InlineData(200, """{"ok":true,"url":"http://example.org/"}""")]
    [InlineData(200, """{"ok":true}""")]
    [InlineData(200, "")]
    [InlineData(429, """{"ok":false,"error":"ratelimited"}""")]
    [InlineData(302, "")]
    [InlineData(503, "<html>")]
    public async Task An_address_that_is_not_given_is_asked_for_again(int status, string body)
    {
        await using var room = await TestSocketMode.StartAsync(prepare: room =>
        {
            for (var i = 0; i < 3; i++)
            {
                room.OpenFaults.Enqueue(async context =>
                {
                    context.Response.StatusCode = status;
                    context.Response.Headers.RetryAfter = "2";
                    await context.Response.WriteAsync(body);
                });
            }
        });
        await room.ShouldWorkAsync(await room.ConnectedAsync());
        room.Opened.ShouldBe(4);
    }

    [Theory]
    [InlineData("invalid_auth", "Slack__AppToken")]
    [InlineData("not_allowed_token_type", "xapp-")]
    [InlineData("token_revoked", "Slack__AppToken")]
    [InlineData("account_inactive", "Install the app again")]
    [InlineData("missing_scope", "connections:write")]
    public async Task What_only_a_person_can_mend_stops_it_and_is_explained(string error, string hint)
    {
        await using var room = await TestSocketMode.StartAsync(
            connections: 2, prepare: room => room.OpenFaults.Enqueue(context => context.Response.WriteAsync($$"""{"ok":false,"error":"{{error}}"}""")));
        (await room.StopsAsync()).Message.ShouldContain(hint);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Socket_Mode_switched_off_stops_it_and_is_explained(bool hello)
    {
        await using var room = await TestSocketMode.StartAsync(connections: 2, prepare: room => room.SaysHello = hello);
        await (await room.ConnectedAsync()).DisconnectAsync("link_disabled");
        (await room.StopsAsync()).Message.ShouldContain("Slack__Mode");
        room.Mode.Live.ShouldBe(0);
    }

    [Fact]
    public async Task An_old_connection_is_renewed_though_nobody_asked()
    {
        await using var room = await TestSocketMode.StartAsync(
            deadlines: new ResearchBot.Slack.Socket.SocketDeadlines { Longest = TimeSpan.FromSeconds(40) });
        var old = await room.ConnectedAsync();
        var next = await room.ConnectedAsync();
        await old.Over.WaitAsync(room.Patience);
        await room.ShouldWorkAsync(next);
        room.Fewest.ShouldBe(1);
    }
}
