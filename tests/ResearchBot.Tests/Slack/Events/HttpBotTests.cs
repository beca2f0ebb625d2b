using System.Text.Json.Nodes;
using ResearchBot.FakeSlack;
using ResearchBot.Tests.Slack.Web;

namespace ResearchBot.Tests.Slack.Events;

public sealed class HttpBotTests
{
    [Fact]
    public async Task Over_http_a_mention_a_command_and_a_button_are_served()
    {
        await using var room = await TestSlackBot.OpenAsync(settings: TestSlackBot.Http);
        var (_, answer) = await room.AskAsync();
        (await room.TypeAsync(room.Ann, "audit")).SeenBy.ShouldBe(room.Ann.Id);
        (await room.PressAsync(room.Ann, answer, "passages-more")).SeenBy.ShouldBe(room.Ann.Id);
        room.Record.SentRequests.ShouldAllBe(sent => sent.Status == 200);
        room.Record.Opens.ShouldBeEmpty();
        room.ShouldBeClean();
    }

    [Fact]
    public async Task Forged_and_repeated_requests_are_refused()
    {
        await using var room = await TestSlackBot.OpenAsync(settings: TestSlackBot.Http);
        var url = room.Server.Http.Urls!.Events;
        await room.AskAsync();
        var mention = room.Record.SentRequests.First(sent => sent.Body.Contains("app_mention", StringComparison.Ordinal));
        (await room.Server.Http.ReplayAsync(mention)).Status.ShouldNotBeNull();
        foreach (var kind in Enum.GetValues<SignatureKind>().Where(kind => kind != SignatureKind.Right))
        {
            var body = (JsonObject)JsonNode.Parse(mention.Body)!;
            body["event_id"] = $"Ev{kind}";
            body["event"]!["ts"] = $"1700000000.00000{(int)kind}";
            (await room.Server.Http.SendJsonAsync(url, body, kind)).Status.ShouldBe(401, kind.ToString());
        }

        for (var retry = 1; retry <= 3; retry++)
        {
            (await room.Server.Http.SendJsonAsync(url, Envelope(), retryNumber: retry, retryReason: "http_timeout")).Status.ShouldNotBeNull();
        }

        await room.PassAsync();
        room.Answers.ShouldHaveSingleItem();

        JsonObject Envelope() => (JsonObject)JsonNode.Parse(mention.Body)!;
    }

    [Fact]
    public async Task What_slack_sends_again_over_http_is_answered_once_after_a_restart_too()
    {
        await using var room = await TestSlackBot.OpenAsync(settings: TestSlackBot.Http);
        var (asked, _) = await room.AskAsync();
        var direct = room.Server.People.Direct(room.Ann, TestSlackBot.Question);
        await room.SaysAsync(message => message.ChannelId == direct.ChannelId);
        await room.UntilNotedAsync(direct);
        var events = room.Record.SentRequests.Where(sent => sent.Body.Contains("event_callback", StringComparison.Ordinal)).ToArray();
        await ResendAsync();
        await room.StopAsync();
        await using var next = await room.NewBotAsync(over: room.Bot);
        room.Begin(next);
        await room.ListenAsync(next);
        await ResendAsync();
        room.Answers.Select(message => message.ThreadTs).ShouldBe([asked.Ts, null], ignoreOrder: true);
        await room.StopAsync();
        room.ShouldBeClean();

        async Task ResendAsync()
        {
            for (var retry = 1; retry <= 3; retry++)
            {
                foreach (var one in events)
                {
                    var body = (JsonObject)JsonNode.Parse(one.Body)!;
                    body["sent"] = room.Record.SentRequests.Count; // other bytes, so another signature than in the same second before
                    (await room.Server.Http.SendJsonAsync(room.Server.Http.Urls!.Events, body, retryNumber: retry, retryReason: "http_timeout")).Status.ShouldBe(200);
                }
            }

            await room.PassAsync();
        }
    }

    [Theory]
    [InlineData(500)]
    [InlineData(0)]
    public async Task An_event_that_did_not_arrive_comes_again_and_is_answered_once(int status)
    {
        await using var room = await TestSlackBot.OpenAsync(new FakeSlackOptions { RetryDelays = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)] }, settings: TestSlackBot.Http);
        var url = room.Server.Http.Urls!.Events;
        await using var broken = await RawServer.StartAsync(async (context, _) =>
        {
            context.Response.StatusCode = status;
            if (status == 0)
            {
                context.Abort();
            }

            await Task.CompletedTask;
        });
        room.Server.Http.Urls = new RequestUrls($"{broken.Address}/", url, url);
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestSlackBot.Question}");
        await room.UntilAsync(record => record.SentRequests.Count >= 2, "two failures"); // the mention comes as two kinds of event
        room.Server.Http.Urls = new RequestUrls(url, url, url);
        await room.SaysInAsync(asked, TestSlackBot.Answer);
        await room.UntilAsync(record => record.SentRequests.Count(sent => sent.RetryNumber > 0 && sent.Status == 200) >= 2, "both retries");
        await room.PassAsync();
        room.Answers.ShouldHaveSingleItem();
        room.ShouldBeClean();
    }

    [Fact]
    public async Task Without_a_signing_secret_it_does_not_start()
    {
        var refused = await Should.ThrowAsync<Exception>(async () =>
        {
            await using var room = await TestSlackBot.OpenAsync(settings: new Dictionary<string, string?>(TestSlackBot.Http) { ["Slack:SigningSecret"] = string.Empty });
        });
        refused.ToString().ShouldContain("SigningSecret is missing");
    }
}
