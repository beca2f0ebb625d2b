using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ResearchBot.FakeSlack;

namespace ResearchBot.Tests.Fakes;

public sealed class SlackHttpModeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SignatureKind.Right, 200)]
    [InlineData(SignatureKind.Forged, 401)]
    [InlineData(SignatureKind.OtherBody, 401)]
    [InlineData(SignatureKind.Stale, 401)]
    [InlineData(SignatureKind.Future, 401)]
    [InlineData(SignatureKind.OtherVersion, 401)]
    [InlineData(SignatureKind.Missing, 401)]
    [InlineData(SignatureKind.MissingStamp, 401)]
    [InlineData(SignatureKind.GarbledStamp, 401)]
    public async Task Requests_are_signed_rightly_or_wrongly_as_asked(SignatureKind kind, int status)
    {
        await using var team = await FakeTeam.OpenAsync();
        await using var app = await SignedApp.StartAsync(team.Server.Options.SigningSecret);
        var sent = await team.Server.Http.VerifyUrlAsync(app.Url, "3eZbrw1aB", kind);
        sent.Status.ShouldBe(status);
        sent.Answer.Contains("3eZbrw1aB").ShouldBe(status == 200);
        (await team.Server.Http.ReplayAsync(sent)).Signature.ShouldBe(sent.Signature);
    }

    [Fact]
    public async Task An_event_is_sent_again_three_times_after_errors_unless_the_answer_says_not_to()
    {
        await using var team = await FakeTeam.OpenAsync(new FakeSlackOptions { RetryDelays = [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero] });
        await using var app = await SignedApp.StartAsync(team.Server.Options.SigningSecret);
        team.Server.Http.Urls = new RequestUrls(app.Url, app.Url, app.Url);
        app.Status = HttpStatusCode.InternalServerError;
        team.Server.People.Direct(team.Ann, "hello");
        var record = team.Server.Record;
        await record.UntilAsync(_ => record.Events.Contains("event lost"), Stop);
        record.SentRequests.Select(one => one.RetryNumber).ShouldBe([0, 1, 2, 3]);
        record.SentRequests.Select(one => one.RetryReason).ShouldBe([null, "http_error", "http_error", "http_error"]);
        record.SentRequests.Select(one => JsonNode.Parse(one.Body)!["event_id"]!.ToString()).Distinct().Count().ShouldBe(1);
        record.Envelopes.ShouldBeEmpty();

        app.StopsRetries = true;
        team.Server.People.Direct(team.Ann, "once only");
        await record.UntilAsync(_ => record.SentRequests.Count == 5, Stop);
        for (var other = 0; other < 3; other++)
        {
            await team.Server.Http.VerifyUrlAsync(app.Url, "time for a retry to come");
        }

        record.SentRequests.Count(one => one.Body.Contains("once only", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_command_is_a_form_and_its_answer_is_shown()
    {
        await using var team = await FakeTeam.OpenAsync();
        await using var app = await SignedApp.StartAsync(team.Server.Options.SigningSecret);
        team.Server.Http.Urls = new RequestUrls(app.Url, app.Url, app.Url);
        app.Answer = """{"text":"at once"}""";
        var slash = team.Server.Interactions.Slash(team.Ann, team.General, "/research", "what & why?");
        await team.Server.Record.UntilAsync(_ => slash.Answered, Stop);
        (slash.Reply!.Text, slash.Reply.SeenBy).ShouldBe(("at once", team.Ann.Id));
        team.Server.Record.SentRequests.Single().Body.ShouldContain("text=what%20%26%20why%3F");
    }

    /// <summary>An app that checks signatures by the documented rule.</summary>
    private sealed class SignedApp(WebApplication app) : IAsyncDisposable
    {
        public string Url => app.Urls.Single() + "/slack";

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public string? Answer { get; set; }

        public bool StopsRetries { get; set; }

        public static async Task<SignedApp> StartAsync(string secret)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var signed = new SignedApp(app);
            app.MapPost("/slack", http => signed.TakeAsync(http, secret));
            await app.StartAsync(Stop);
            return signed;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task TakeAsync(HttpContext http, string secret)
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync(http.RequestAborted);
            var stamp = http.Request.Headers["X-Slack-Request-Timestamp"].ToString();
            var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{stamp}:{body}"));
            var fresh = long.TryParse(stamp, out var seconds) && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) <= 300;
            var trusted = http.Request.Headers["X-Slack-Signature"] == $"v0={Convert.ToHexStringLower(hash)}" && fresh;
            if (StopsRetries)
            {
                http.Response.Headers["X-Slack-No-Retry"] = "1";
            }

            http.Response.StatusCode = trusted ? (int)Status : 401;
            await http.Response.WriteAsync(trusted ? Answer ?? body : "", http.RequestAborted);
        }
    }
}
