using System.Text.Json.Nodes;
using ResearchBot.Core;
using ResearchBot.FakeSlack.HttpMode;
using ResearchBot.Slack.Http;

namespace ResearchBot.Tests.Slack.Bot;

public sealed class HttpBotTests
{
    private static readonly Dictionary<string, string?> Http = new() { ["Slack:Mode"] = "http", ["Slack:Port"] = "0" };

    [Fact]
    public async Task Over_http_a_mention_a_command_and_a_button_are_served()
    {
        await using var room = await BotRoom.OpenAsync(settings: Http);
        await ListenAsync(room);
        var (_, answer) = await room.AskAsync();
        (await room.TypeAsync(room.Ann, "audit")).SeenBy.ShouldBe(room.Ann.Id);
        (await room.PressAsync(room.Ann, answer, "passages-show")).SeenBy.ShouldBe(room.Ann.Id);
        room.Record.SentRequests.ShouldAllBe(sent => sent.Status == 200);
        room.Record.Opens.ShouldBeEmpty();
        room.ShouldBeClean();
    }

    [Fact]
    public async Task Forged_and_repeated_requests_are_refused()
    {
        await using var room = await BotRoom.OpenAsync(settings: Http);
        var url = await ListenAsync(room);
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
    public async Task Without_a_signing_secret_it_does_not_start()
    {
        var refused = await Should.ThrowAsync<Exception>(async () =>
        {
            await using var room = await BotRoom.OpenAsync(settings: new(Http) { ["Slack:SigningSecret"] = string.Empty });
        });
        refused.ToString().ShouldContain("SigningSecret is missing");
    }

    private static async Task<string> ListenAsync(BotRoom room)
    {
        var url = (await room.Bot.Get<HttpMode>().Address.WaitAsync(room.Patience)).ToString();
        room.Server.Http.Urls = new RequestUrls(url, url, url);
        return url;
    }
}
