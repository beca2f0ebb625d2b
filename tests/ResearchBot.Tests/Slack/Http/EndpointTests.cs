using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using ResearchBot.Slack.Events;
using ResearchBot.Slack.Http;
using ResearchBot.Slack.Payloads;

namespace ResearchBot.Tests.Slack.Http;

/// <summary>What Slack's requests are answered, and what is handed on.</summary>
public sealed class EndpointTests
{
    private const string Event = """{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"app_mention","text":"x","user":"U1","ts":"1.2","channel":"C1"}}""";
    private const string Command = "team_id=T1&command=%2Fresearch&text=a%26b+%C3%A4&user_id=U1&ssl_check=0";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_challenge_is_answered_where_it_is_signed()
    {
        await using var room = await TestHttpMode.OpenAsync();
        using var response = await room.SendAsync("""{"type":"url_verification","token":"t","challenge":"3eZbrw1a"}""");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await response.Content.ReadAsStringAsync(Stop)).ShouldBe("""{"challenge":"3eZbrw1a"}""");
        room.Queue.Count.ShouldBe(0);
        using var forged = await room.PostAsync("""{"type":"url_verification","challenge":"x"}"""u8.ToArray(), null, null);
        forged.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_event_is_answered_with_nothing_and_handed_on_with_its_retry()
    {
        await using var room = await TestHttpMode.OpenAsync();
        using var response = await room.SendAsync(Event, change: request =>
        {
            request.Headers.Add("X-Slack-Retry-Num", "2");
            request.Headers.Add("X-Slack-Retry-Reason", "http_timeout");
        });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Stop)).ShouldBeEmpty();
        var envelope = await room.Queue.TakeAsync(Stop);
        (envelope.Kind, envelope.RetryAttempt, envelope.RetryReason, envelope.TakesAnswer).ShouldBe((EnvelopeKind.Event, 2, "http_timeout", false));
        SlackJson.TryRead(envelope.Payload, SlackJson.Default.EventCallback)!.Read()!.Ts.ShouldBe("1.2");
    }

    [Fact]
    public async Task A_command_is_answered_at_once_and_handed_on_as_in_Socket_Mode()
    {
        await using var room = await TestHttpMode.OpenAsync(answer: _ => new JsonObject { ["text"] = "at work" });
        using var response = await room.SendAsync(Command, isForm: true);
        (await response.Content.ReadAsStringAsync(Stop)).ShouldBe("""{"text":"at work"}""");
        var command = SlackJson.TryRead((await room.Queue.TakeAsync(Stop)).Payload, SlackJson.Default.SlashCommand)!;
        (command.TeamId, command.Command, command.Text, command.UserId).ShouldBe(("T1", "/research", "a&b ä", "U1"));
    }

    [Fact]
    public async Task A_press_is_handed_on()
    {
        await using var room = await TestHttpMode.OpenAsync();
        using var response = await room.SendAsync("payload=" + Uri.EscapeDataString("""{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"a","value":"v"}]}"""), isForm: true);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var envelope = await room.Queue.TakeAsync(Stop);
        envelope.Kind.ShouldBe(EnvelopeKind.Interaction);
        SlackJson.TryRead(envelope.Payload, SlackJson.Default.Interaction)!.Actions!.Single().Value.ShouldBe("v");
    }

    [Fact]
    public async Task The_check_of_the_certificate_is_answered_and_does_nothing()
    {
        await using var room = await TestHttpMode.OpenAsync();
        using var response = await room.PostAsync("token=x&ssl_check=1"u8.ToArray(), null, null, isForm: true);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = await room.PostAsync("command=%2Fresearch&text=ssl_check%3D1"u8.ToArray(), null, null, isForm: true);
        other.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        room.Queue.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("{", false)]
    [InlineData("[]", false)]
    [InlineData("", false)]
    [InlineData("payload={", true)]
    [InlineData("payload=7", true)]
    [InlineData("x=y", true)]
    public async Task What_is_signed_and_none_of_Slack_s_is_a_bad_request(string body, bool isForm)
    {
        await using var room = await TestHttpMode.OpenAsync();
        using var response = await room.SendAsync(body, isForm);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Other_methods_paths_and_large_bodies_are_refused()
    {
        await using var room = await TestHttpMode.OpenAsync();
        using var get = await room.SendAsync(string.Empty, change: request => (request.Method, request.Content) = (HttpMethod.Get, null));
        get.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        using var elsewhere = await room.SendAsync(Event, change: request => request.RequestUri = new Uri(room.Address, "/other"));
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var large = await room.SendAsync(
            new string(' ', SlackEndpoint.LargestBody + 1), change: request => request.Headers.ExpectContinue = true); // or the refusal cuts the sending off
        large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        room.Queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Where_the_queue_is_full_it_is_answered_too()
    {
        await using var room = await TestHttpMode.OpenAsync(capacity: 1);
        (await room.SendAsync(Event)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await room.SendAsync(Event + " ")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await room.Queue.Refused.ReadAsync(Stop)).Kind.ShouldBe(EnvelopeKind.Event);
        using var command = await room.SendAsync(Command, isForm: true);
        (await command.Content.ReadAsStringAsync(Stop)).ShouldContain(EnvelopeAnswers.Busy);
    }

    [Fact]
    public async Task A_body_that_does_not_end_is_not_waited_for()
    {
        await using var room = await TestHttpMode.OpenAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(room.Address.Host, room.Address.Port, Stop);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {room.Address.AbsolutePath} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nContent-Type: application/json\r\n\r\n{{"), Stop);
        var buffer = new byte[1_000];
        var reading = stream.ReadAsync(buffer, Stop).AsTask();
        while (!reading.IsCompleted)
        {
            room.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        Encoding.ASCII.GetString(buffer, 0, await reading).ShouldStartWith("HTTP/1.1 408");
    }
}
