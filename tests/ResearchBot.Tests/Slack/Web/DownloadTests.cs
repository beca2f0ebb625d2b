using Microsoft.AspNetCore.Http;
using ResearchBot.Core;
using ResearchBot.Slack;
using ResearchBot.Slack.Payloads;
using ResearchBot.Slack.Web;

namespace ResearchBot.Tests.Slack.Web;

/// <summary>Files: what comes is the file, and the token goes nowhere else.</summary>
public sealed class DownloadTests
{
    private const string Login = "<!DOCTYPE html><html><title>Sign in</title></html>";

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Three_redirects_are_followed_with_the_token(int redirects, bool arrives)
    {
        await using var room = await TestWebClient.OpenAsync((context, n, _) => n <= redirects ? RedirectAsync(context, $"/hop{n}") : TestWebClient.AnswerAsync(context, "bytes", type: "text/plain"));
        var reading = ReadAsync(room, size: 5);
        if (arrives)
        {
            (await reading).ShouldBe("bytes"u8.ToArray());
        }
        else
        {
            await Should.ThrowAsync<UserFacingException>(reading);
        }

        room.Server.Requests.ShouldAllBe(request => request.Authorization == "Bearer xoxb-1");
    }

    [Theory]
    [InlineData("http://files.slack.com/x")]
    [InlineData("https://example.org/x")]
    [InlineData("https://slack.com.example.org/x")]
    [InlineData("https://evilslack.com/x")]
    [InlineData("https://user@files.slack.com/x")]
    [InlineData("https://files.slack.com:8443/x")]
    [InlineData("ftp://files.slack.com/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//example.org/x")]
    public async Task A_redirect_to_another_host_is_not_followed(string target)
    {
        await using var room = await TestWebClient.OpenAsync((context, _, _) => RedirectAsync(context, target));
        (await Should.ThrowAsync<UserFacingException>(ReadAsync(room))).Message.ShouldContain("Slack:FileHosts");
        room.Server.Requests.Count.ShouldBe(1);
        room.Log.Warnings.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("https://example.org/x")]
    [InlineData("http://files.slack.com/x")]
    [InlineData("file:///etc/passwd")]
    public async Task A_file_that_is_elsewhere_is_not_asked_for(string address)
    {
        await using var room = await TestWebClient.OpenAsync((context, _, _) => RedirectAsync(context, address));
        var file = File(room) with { UrlPrivate = address, UrlPrivateDownload = address };
        (await Should.ThrowAsync<UserFacingException>(room.Files.ReadAsync(file, TestWebClient.Stop))).Message.ShouldContain("Slack:FileHosts");
        room.Server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://slack.com/x", true)]
    [InlineData("https://files.slack.com/x", true)]
    [InlineData("https://FILES.Slack.com/x", true)]
    [InlineData("https://a.slack-edge.com/x", true)]
    [InlineData("https://slack-files.com/x", true)]
    [InlineData("https://a.slack-files.com/x", false)]
    [InlineData("https://notslack-edge.com/x", false)]
    [InlineData("http://127.0.0.1/x", false)]
    [InlineData("https://localhost/x", false)]
    public void Slack_s_own_hosts_are_these(string url, bool allowed) => new FileHosts(new SlackOptions()).Allow(new Uri(url)).ShouldBe(allowed);

    [Theory]
    [InlineData("text/html; charset=utf-8", Login, "application/pdf", 9_000L)]
    [InlineData("text/html", Login, "application/pdf", null)]
    [InlineData("application/pdf", " \r\n<HTML><body>", "application/pdf", null)]
    [InlineData("application/octet-stream", "\uFEFF" + Login, "application/pdf", 100_000L)]
    [InlineData("text/html", Login, "text/html", 12L)]
    public async Task A_login_page_is_not_the_file(string type, string body, string mimetype, long? size)
    {
        await using var room = await TestWebClient.OpenAsync((context, _, _) => TestWebClient.AnswerAsync(context, body, type: type));
        (await Should.ThrowAsync<UserFacingException>(ReadAsync(room, mimetype, size))).Message.ShouldContain("files:read");
    }

    [Fact]
    public async Task A_page_that_is_the_file_is()
    {
        await using var room = await TestWebClient.OpenAsync((context, _, _) => TestWebClient.AnswerAsync(context, Login, type: "text/html"));
        (await ReadAsync(room, "text/html", Login.Length)).Length.ShouldBe(Login.Length);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("short")]
    [InlineData("large")]
    [InlineData("empty")]
    [InlineData("404")]
    public async Task What_is_not_the_whole_file_is_none(string how)
    {
        await using var room = await TestWebClient.OpenAsync(async (context, _, _) =>
        {
            if (how == "404")
            {
                context.Response.StatusCode = 404;
                return;
            }

            context.Response.ContentLength = how == "cut" ? 100 : null;
            await context.Response.Body.WriteAsync(new byte[how switch { "large" => (1024 * 1024) + 1, "empty" => 0, _ => 50 }]);
            await context.Response.Body.FlushAsync();
            if (how == "cut")
            {
                context.Abort();
            }
        });
        await Should.ThrowAsync<UserFacingException>(ReadAsync(room, size: how == "short" ? 100 : null));
    }

    [Theory]
    [InlineData("tombstone", null)]
    [InlineData("hidden_by_limit", null)]
    [InlineData("external", null)]
    [InlineData("hosted", "check_file_info")]
    public async Task A_file_without_content_is_not_asked_for(string mode, string? access)
    {
        await using var room = await TestWebClient.OpenAsync((context, _, _) => TestWebClient.AnswerAsync(context, Login));
        await Should.ThrowAsync<UserFacingException>(room.Files.ReadAsync(File(room) with { Mode = mode, FileAccess = access }, TestWebClient.Stop));
        room.Server.Requests.ShouldBeEmpty();
    }

    private static Task<byte[]> ReadAsync(TestWebClient room, string mimetype = "text/plain", long? size = null) =>
        room.Files.ReadAsync(File(room) with { Mimetype = mimetype, Size = size }, TestWebClient.Stop);

    private static SlackFile File(TestWebClient room) =>
        new("F1", "a.txt", null, "text/plain", null, null, "hosted", null, $"{room.Server.Address}/file", null, "U1");

    private static Task RedirectAsync(HttpContext context, string target)
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = target;
        return Task.CompletedTask;
    }
}
