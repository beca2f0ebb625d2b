using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ResearchBot.FakeSlack;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.Tests.Fakes;

public sealed class SlackWebApiTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forms_and_json_are_taken_with_the_token_in_the_header_or_the_body()
    {
        await using var team = await FakeTeam.OpenAsync();
        (await team.FormAsync("auth.test"))["user_id"]!.ToString().ShouldBe(team.Server.Setup.Bot.Id);
        var token = new FormUrlEncodedContent([KeyValuePair.Create("token", team.Server.Options.BotToken)]);
        (await (await team.SendAsync("auth.test", token, token: "")).Content.ReadAsStringAsync(Stop)).ShouldContain("\"ok\":true");
        (await team.CallAsync("auth.test", [], token: "xoxb-wrong"))["error"]!.ToString().ShouldBe("invalid_auth");
        const string Blocks = """[{"type":"section","text":{"type":"plain_text","text":"x"}}]""";
        var json = await team.CallAsync("chat.postMessage", new JsonObject { ["channel"] = team.General.Id, ["text"] = "a", ["blocks"] = JsonNode.Parse(Blocks) });
        var form = await team.FormAsync("chat.postMessage", ("channel", team.General.Id), ("text", "a"), ("blocks", Blocks));
        foreach (var answer in new[] { json, form })
        {
            answer["message"]!["blocks"]![0]!["type"]!.ToString().ShouldBe("section");
        }
    }

    [Fact]
    public async Task A_429_holds_for_its_method_until_it_is_over_and_calls_before_that_are_counted()
    {
        var (team, clock) = await FakeTeam.OpenSteppedAsync();
        await using var _ = team;
        team.Server.Faults.RateLimit("chat.postMessage", retryAfterSeconds: 30);
        using (var refused = await team.SendAsync("chat.postMessage", Text(team)))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));
        }

        (await team.CallAsync("auth.test", []))["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await team.SendAsync("chat.postMessage", Text(team))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        team.Server.Record.RateLimitViolations.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(30));
        (await team.SendAsync("chat.postMessage", Text(team))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tiers_are_counted_where_asked()
    {
        var (team, _) = await FakeTeam.OpenSteppedAsync(new FakeSlackOptions { EnforceTiers = true });
        await using var open = team;
        for (var call = 0; call < 20; call++)
        {
            (await team.FormAsync("usergroups.list"))["ok"]!.GetValue<bool>().ShouldBeTrue();
        }

        (await team.FormAsync("usergroups.list"))["error"]!.ToString().ShouldBe("ratelimited");
    }

    [Fact]
    public async Task Answers_fail_as_html_as_errors_and_as_broken_bodies_before_and_after_the_work()
    {
        await using var team = await FakeTeam.OpenAsync();
        var faults = team.Server.Faults;
        faults.Html("chat.postMessage");
        using (var html = await team.SendAsync("chat.postMessage", Text(team)))
        {
            html.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            html.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        }

        faults.Error("chat.postMessage", "fatal_error");
        (await team.CallAsync("chat.postMessage", FakeTeam.To(team.General, "x")))["error"]!.ToString().ShouldBe("fatal_error");
        faults.Reset("chat.postMessage", afterWork: false);
        await Should.ThrowAsync<HttpRequestException>(() => team.SendAsync("chat.postMessage", Text(team)));
        team.Server.Record.Messages.ShouldBeEmpty();
        faults.CutBody("chat.postMessage");
        await Should.ThrowAsync<HttpRequestException>(() => team.SendAsync("chat.postMessage", Text(team)));
        faults.Html("chat.postMessage", afterWork: true);
        (await team.SendAsync("chat.postMessage", Text(team))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        team.Server.Record.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Strict_scopes_refuse_calls_and_hold_back_events()
    {
        await using var team = await FakeTeam.OpenAsync(new FakeSlackOptions { StrictScopes = true, BotScopes = new HashSet<string> { "channels:history" } });
        var refused = await team.CallAsync("chat.postMessage", FakeTeam.To(team.General, "x"));
        (refused["error"]!.ToString(), refused["needed"]!.ToString(), refused["provided"]!.ToString()).ShouldBe(("missing_scope", "chat:write", "channels:history"));
        team.Server.People.Say(team.Ann, team.General, team.Server.Setup.Bot.Mention);
        team.Server.People.Direct(team.Ann, "x");
        team.Server.Record.Envelopes[0].Payload["event"]!["type"]!.ToString().ShouldBe("message");
        team.Server.Record.Envelopes.Select(one => one.EventId).Distinct().Count().ShouldBe(1);
        team.Server.Record.ScopesUsed.ShouldBe(["chat:write"]);
    }

    [Fact]
    public async Task Private_conversations_archives_and_other_teams_are_closed()
    {
        await using var team = await FakeTeam.OpenAsync();
        var stage = team.Server.Setup;
        var hidden = stage.AddChannel("hidden", ChannelKind.Private, withBot: false, team.Ann);
        var foreign = stage.AddChannel("foreign", members: stage.AddUser("eve", stage.AddTeam("Other")));
        var visible = stage.AddChannel("visible", withBot: false, members: team.Ann);
        team.General.Archived = true;
        await ErrorsAsync("conversations.info", hidden, "channel_not_found");
        await ErrorsAsync("conversations.info", foreign, "channel_not_found");
        await ErrorsAsync("chat.postMessage", visible, "not_in_channel");
        await ErrorsAsync("chat.postMessage", team.General, "is_archived");

        async Task ErrorsAsync(string method, Channel channel, string error) =>
            (await team.CallAsync(method, FakeTeam.To(channel, "x")))["error"]!.ToString().ShouldBe(error);
    }

    [Fact]
    public async Task Replies_come_in_pages_and_threads_hang_on_roots_only()
    {
        await using var team = await FakeTeam.OpenAsync();
        var root = team.Server.People.Say(team.Ann, team.General, "root");
        var reply = team.Server.People.Say(team.Ann, team.General, "reply", inThreadOf: root);
        team.Server.People.Say(team.Ann, team.General, "second", inThreadOf: reply);
        var page = await team.FormAsync("conversations.replies", ("channel", team.General.Id), ("ts", root.Ts), ("limit", "2"));
        page["messages"]!.AsArray().Select(one => one!["text"]!.ToString()).ShouldBe(["root", "reply"]);
        var cursor = page["response_metadata"]!["next_cursor"]!.ToString();
        var rest = await team.FormAsync("conversations.replies", ("channel", team.General.Id), ("ts", root.Ts), ("limit", "2"), ("cursor", cursor));
        rest["messages"]!.AsArray().Single()!["text"]!.ToString().ShouldBe("second");
        rest["response_metadata"]!["next_cursor"]!.ToString().ShouldBe("");
        var wrong = FakeTeam.To(team.General, "x");
        wrong["thread_ts"] = reply.Ts;
        (await team.CallAsync("chat.postMessage", wrong))["error"]!.ToString().ShouldBe("cannot_reply_to_message");
    }

    [Fact]
    public async Task A_file_needs_the_token_at_each_hop_or_is_a_login_page()
    {
        await using var team = await FakeTeam.OpenAsync();
        var file = team.Server.People.File(team.Ann, "notes.txt", "text/plain", "two words"u8.ToArray());
        team.Server.People.Direct(team.Ann, "load this", files: file);
        var info = await team.FormAsync("files.info", ("file", file.Id));
        var url = info["file"]!["url_private_download"]!.ToString();
        (await (await team.GetAsync(url)).Content.ReadAsStringAsync(Stop)).ShouldBe("two words");
        using var bare = new HttpClient();
        using var page = await bare.GetAsync(url, Stop);
        (page.StatusCode, page.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "text/html"));
        team.Server.Faults.FilesRedirect = true;
        using var redirect = await team.GetAsync(url);
        redirect.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await team.GetAsync(redirect.Headers.Location!.ToString())).Content.ReadAsStringAsync(Stop)).ShouldBe("two words");
        file.Mode = "tombstone";
        (await team.FormAsync("files.info", ("file", file.Id)))["error"]!.ToString().ShouldBe("file_deleted");
    }

    [Fact]
    public async Task An_upload_takes_three_steps_and_lands_in_the_thread()
    {
        await using var team = await FakeTeam.OpenAsync();
        var root = team.Server.People.Say(team.Ann, team.General, "root");
        var begun = await team.FormAsync("files.getUploadURLExternal", ("filename", "answer.md"), ("length", "3"));
        (await team.PostAsync(begun["upload_url"]!.ToString(), new ByteArrayContent([1, 2]))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await team.PostAsync(begun["upload_url"]!.ToString(), new ByteArrayContent([1, 2, 3]))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var done = await team.CallAsync("files.completeUploadExternal", new JsonObject
        {
            ["files"] = new JsonArray(new JsonObject { ["id"] = begun["file_id"]!.ToString(), ["title"] = "Answer" }),
            ["channel_id"] = team.General.Id,
            ["thread_ts"] = root.Ts,
        });
        done["ok"]!.GetValue<bool>().ShouldBeTrue();
        var message = team.Server.Record.Messages.Single();
        (message.ThreadTs, message.Files.Single().Title).ShouldBe((root.Ts, "Answer"));
    }

    [Fact]
    public async Task A_stream_needs_its_recipient_outside_direct_messages_and_ends_once()
    {
        await using var team = await FakeTeam.OpenAsync();
        var root = team.Server.People.Say(team.Ann, team.General, "root");
        var start = FakeTeam.To(team.General, "");
        start["thread_ts"] = root.Ts;
        (await team.CallAsync("chat.startStream", start))["error"]!.ToString().ShouldBe("missing_recipient_user_id");
        start["recipient_user_id"] = team.Ann.Id;
        start["recipient_team_id"] = team.Ann.TeamId;
        var part = new JsonObject { ["channel"] = team.General.Id, ["ts"] = (await team.CallAsync("chat.startStream", start))["ts"]!.ToString(), ["markdown_text"] = "a" };
        (await team.CallAsync("chat.appendStream", part))["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await team.CallAsync("chat.stopStream", part))["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await team.CallAsync("chat.appendStream", part))["error"]!.ToString().ShouldBe("message_not_in_streaming_state");
        team.Server.Record.Messages.Single().Shown.ShouldBe("aa");
    }

    private static StringContent Text(FakeTeam team) => new(FakeTeam.To(team.General, "x").ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8"));
}
