using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ResearchBot.Tests.Fakes;

public sealed class SlackInteractionTests
{
    private const string View = """{"type":"modal","title":{"type":"plain_text","text":"T"},"blocks":[]}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trigger_opens_one_view_within_three_seconds()
    {
        var (team, clock) = await FakeTeam.OpenSteppedAsync();
        await using var _ = team;
        using var socket = await RawSocket.GreetedAsync(team);
        var first = team.Server.Interactions.Slash(team.Ann, team.General, "/research");
        (await OpenAsync(first.TriggerId))["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await OpenAsync(first.TriggerId))["error"]!.ToString().ShouldBe("exchanged_trigger_id");
        var second = team.Server.Interactions.GlobalShortcut(team.Ann, "x");
        clock.Advance(TimeSpan.FromSeconds(4));
        (await OpenAsync(second.TriggerId))["error"]!.ToString().ShouldBe("expired_trigger_id");
        (await OpenAsync("nonsense"))["error"]!.ToString().ShouldBe("invalid_trigger_id");

        Task<JsonNode> OpenAsync(string trigger) => team.FormAsync("views.open", ("trigger_id", trigger), ("view", View));
    }

    [Fact]
    public async Task A_response_url_takes_five_posts_in_half_an_hour_and_may_replace_or_delete()
    {
        var (team, clock) = await FakeTeam.OpenSteppedAsync();
        await using var _ = team;
        using var socket = await RawSocket.GreetedAsync(team);
        var slash = team.Server.Interactions.Slash(team.Ann, team.General, "/research");
        await socket.AckAsync((await socket.ReadAsync())!, """{"text":"first"}""");
        await team.Server.Record.UntilAsync(_ => slash.Answered, Stop);
        await PostAsync("""{"text":"second","replace_original":true}""", HttpStatusCode.OK);
        slash.Reply!.History.ShouldBe(["first", "second"]);
        await PostAsync("""{"text":"third","response_type":"in_channel"}""", HttpStatusCode.OK);
        await PostAsync("""{"delete_original":true}""", HttpStatusCode.OK);
        slash.Reply.Deleted.ShouldBeTrue();
        team.Server.Record.Messages[1].IsEphemeral.ShouldBeFalse();
        await PostAsync("""{"text":"4"}""", HttpStatusCode.OK);
        await PostAsync("""{"text":"5"}""", HttpStatusCode.OK);
        await PostAsync("""{"text":"6"}""", HttpStatusCode.NotFound);
        slash = team.Server.Interactions.Slash(team.Ann, team.General, "/research");
        clock.Advance(TimeSpan.FromMinutes(31));
        await PostAsync("""{"text":"late"}""", HttpStatusCode.NotFound);

        async Task PostAsync(string json, HttpStatusCode status) =>
            (await team.PostAsync(slash.ResponseUrl!, new StringContent(json, Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task The_console_takes_lines_and_draws_what_the_bot_says()
    {
        await using var server = await ResearchBot.FakeSlack.FakeSlackServer.StartAsync(new(), Stop);
        var (input, output) = (new StringReader("@bot what <b>?\ndm hello\n/research x\n"), new StringWriter());
        await new ResearchBot.FakeSlack.Control.ChatConsole(server, input, output).RunAsync(Stop);
        var said = server.World.Messages.Select(message => message.Text);
        said.ShouldBe([$"{server.Setup.Bot.Mention} what &lt;b&gt;?", "hello"]);
        output.ToString().ShouldContain("dispatch_failed");
        output.ToString().ShouldContain(server.ApiUrl);
    }
}
