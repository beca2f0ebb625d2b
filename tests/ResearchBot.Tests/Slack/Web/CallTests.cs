using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ResearchBot.Slack;
using ResearchBot.Slack.Web;

namespace ResearchBot.Tests.Slack.Web;

/// <summary>How calls look, what is tried again, and what must not be.</summary>
public sealed class CallTests
{
    [Fact]
    public async Task Reads_go_as_forms_and_writes_as_JSON_with_the_token_in_the_header()
    {
        await using var room = await WebRoom.OpenAsync((context, _, _) => WebRoom.OkAsync(
            context, context.Request.Path == "/api/users.info" ? new { user = new { id = "U1", is_admin = true, is_owner = false } } : null));
        (await room.Slack.ReadUserAsync("U&1", WebRoom.Stop)).IsAdmin.ShouldBeTrue();
        var posted = await room.Slack.PostAsync(
            "C1", new OutgoingMessage("ä <!channel>") { Blocks = [new JsonObject { ["type"] = "divider" }], ThreadTs = "1.0" }, WebRoom.Stop);
        posted.Ts.ShouldBe("1.1");
        var (read, write) = (room.Server.Requests.First(), room.Server.Requests.Last());
        (read.Type, read.Body, read.Authorization).ShouldBe(("application/x-www-form-urlencoded", "user=U%261", "Bearer xoxb-1"));
        (write.Type, write.Authorization).ShouldBe(("application/json; charset=utf-8", "Bearer xoxb-1"));
        var message = JsonDocument.Parse(write.Body).RootElement;
        message.GetProperty("unfurl_links").GetBoolean().ShouldBeFalse();
        message.GetProperty("unfurl_media").GetBoolean().ShouldBeFalse();
        message.GetProperty("text").GetString().ShouldBe("ä <!channel>");
        message.GetProperty("blocks")[0].GetProperty("type").GetString().ShouldBe("divider");
        message.TryGetProperty("ts", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_has_its_code_and_what_Slack_adds()
    {
        await using var room = await WebRoom.OpenAsync((context, n, _) => WebRoom.AnswerAsync(
            context,
            n == 1
                ? """{"ok":false,"error":"missing_scope","needed":"users:read","provided":"chat:write"}"""
                : """{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] must be less than 3001 characters"]}}"""));
        var scope = await Should.ThrowAsync<SlackException>(room.Slack.ReadUserAsync("U1", WebRoom.Stop));
        scope.Code.ShouldBe("missing_scope");
        scope.Message.ShouldContain("users:read");
        (await Should.ThrowAsync<SlackException>(room.PostAsync())).Message.ShouldContain("3001");
        room.Server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(503, "<html>")]
    [InlineData(200, "<!DOCTYPE html>")]
    [InlineData(200, "")]
    [InlineData(200, """{"ok":false,"error":"internal_error"}""")]
    [InlineData(0, "")]
    public async Task A_lost_outcome_is_tried_again_for_a_read_and_never_for_a_post(int status, string body)
    {
        await using var room = await WebRoom.OpenAsync((context, n, _) => n switch
        {
            <= 2 when status == 0 => AbortAsync(context),
            <= 2 => WebRoom.AnswerAsync(context, body, status),
            _ => WebRoom.OkAsync(context, new { user = new { id = "U1" } }),
        });
        (await Should.ThrowAsync<Exception>(room.PostAsync())).ShouldNotBeOfType<OperationCanceledException>();
        room.Server.Requests.Count.ShouldBe(1);
        (await room.Slack.ReadUserAsync("U1", WebRoom.Stop)).Id.ShouldBe("U1");
        room.Server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_post_that_certainly_was_not_sent_is_tried_again()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        using var http = SlackHttp.CreateForCalls();
        var log = new TestLog();
        var options = new ResearchBot.Slack.SlackOptions { ApiUrl = $"http://127.0.0.1:{port}/api" };
        var slack = new SlackWeb(new ResearchBot.Slack.Web.WebClient(http, options, new QuickTime(100), log.For<ResearchBot.Slack.Web.WebClient>()));
        await Should.ThrowAsync<HttpRequestException>(slack.PostAsync("C1", new OutgoingMessage("x"), WebRoom.Stop));
        log.Warnings.Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_fails_for_good_is_given_up()
    {
        await using var room = await WebRoom.OpenAsync((context, _, _) => WebRoom.AnswerAsync(context, "<html>", 500));
        await Should.ThrowAsync<HttpRequestException>(room.Slack.ReadUserAsync("U1", WebRoom.Stop));
        room.Server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var room = await WebRoom.OpenAsync((context, _, _) =>
        {
            context.Response.Redirect("/api/elsewhere");
            return Task.CompletedTask;
        });
        await Should.ThrowAsync<HttpRequestException>(room.PostAsync());
        room.Server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("slow")]
    [InlineData("cut")]
    [InlineData("large")]
    public async Task A_body_that_is_slow_cut_or_too_large_is_an_error(string how)
    {
        await using var room = await WebRoom.OpenAsync(
            async (context, _, _) =>
            {
                context.Response.ContentLength = how == "large" ? 20 * 1024 * 1024 : 1_000;
                await context.Response.WriteAsync("""{"ok":true,""");
                await context.Response.Body.FlushAsync();
                if (how == "slow")
                {
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                context.Abort();
            },
            timeout: how == "slow" ? TimeSpan.FromMilliseconds(300) : null);
        await Should.ThrowAsync<HttpRequestException>(room.PostAsync());
        room.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Lists_are_read_to_their_end_though_a_page_is_empty()
    {
        await using var room = await WebRoom.OpenAsync((context, n, body) => n switch
        {
            1 => WebRoom.AnswerAsync(context, """{"ok":true,"messages":[{"ts":"1.1"},{"ts":"1.2"}],"response_metadata":{"next_cursor":"a="}}"""),
            2 when body.Contains("cursor=a%3D", StringComparison.Ordinal) => WebRoom.AnswerAsync(context, """{"ok":true,"messages":[],"response_metadata":{"next_cursor":"b"}}"""),
            _ => WebRoom.AnswerAsync(context, """{"ok":true,"messages":[{"ts":"1.3"}],"response_metadata":{"next_cursor":""}}"""),
        });
        (await room.Slack.ReadThreadAsync("C1", "1.1", WebRoom.Stop).Select(message => message.Ts).ToListAsync(WebRoom.Stop)).ShouldBe(["1.1", "1.2", "1.3"]);
        room.Server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_message_that_is_gone_is_deleted()
    {
        await using var room = await WebRoom.OpenAsync((context, _, _) => WebRoom.AnswerAsync(context, """{"ok":false,"error":"message_not_found"}"""));
        await room.Slack.DeleteAsync("C1", "1.1", WebRoom.Stop);
    }

    [Fact]
    public async Task A_response_address_gets_no_token_and_its_refusal_is_an_error()
    {
        await using var room = await WebRoom.OpenAsync((context, n, _) => n == 1 ? WebRoom.AnswerAsync(context, "ok", type: "text/plain") : WebRoom.AnswerAsync(context, "used_url", 404, "text/plain"));
        var address = new Uri($"{room.Server.Address}/respond");
        await room.Slack.RespondAsync(address, new ResponseMessage("x"), WebRoom.Stop);
        room.Server.Requests.Single().Authorization.ShouldBeNull();
        (await Should.ThrowAsync<SlackException>(room.Slack.RespondAsync(address, new ResponseMessage("x"), WebRoom.Stop))).Message.ShouldContain("used_url");
    }

    [Fact]
    public async Task An_upload_takes_three_steps_and_its_bytes_go_without_the_token()
    {
        await using var room = await WebRoom.OpenAsync((context, n, _) => n switch
        {
            1 => WebRoom.OkAsync(context, new { upload_url = $"http://{context.Request.Host}/up", file_id = "F1" }),
            2 => WebRoom.AnswerAsync(context, "OK - 3", type: "text/plain"),
            _ => WebRoom.OkAsync(context),
        });
        await room.Slack.UploadAsync("C1", "1.0", "a.md", "abc"u8.ToArray(), "here", WebRoom.Stop);
        var steps = room.Server.Requests.ToArray();
        steps.Select(step => step.Path).ShouldBe(["/api/files.getUploadURLExternal", "/up", "/api/files.completeUploadExternal"]);
        (steps[0].Body, steps[1].Body, steps[1].Authorization).ShouldBe(("filename=a.md&length=3", "abc", null));
        steps[2].Body.ShouldBe("""{"files":[{"id":"F1","title":"a.md"}],"channel_id":"C1","thread_ts":"1.0","initial_comment":"here"}""");
    }

    private static Task AbortAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
