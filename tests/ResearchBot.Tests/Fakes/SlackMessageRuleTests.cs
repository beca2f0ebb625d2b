using System.Text.Json.Nodes;

namespace ResearchBot.Tests.Fakes;

public sealed class SlackMessageRuleTests
{
    [Theory]
    [InlineData("""[{"type":"section","text":{"type":"mrkdwn","text":"LONG3001"}}]""", "less than 3001 characters [json-pointer:/blocks/0/text/text]")]
    [InlineData("""[{"type":"section","text":{"type":"mrkdwn","text":""}}]""", "more than 0 characters")]
    [InlineData("""[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]""", "must be of type plain_text")]
    [InlineData("""[{"type":"header","text":{"type":"plain_text","text":"LONG151"}}]""", "less than 151")]
    [InlineData("""[{"type":"actions","elements":[]}]""", "no fewer than 1 items")]
    [InlineData("""[{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"LONG76"}}]}]""", "less than 76")]
    [InlineData("""[{"type":"actions","elements":[{"type":"button","action_id":"a","value":"LONG2001","text":{"type":"plain_text","text":"x"}}]}]""", "less than 2001")]
    [InlineData("""[{"type":"section","block_id":"b","text":{"type":"plain_text","text":"x"}},{"type":"divider","block_id":"b"}]""", "block_id already exists")]
    [InlineData("""[{"type":"rich_text","elements":[{"type":"rich_text_quote","elements":[{"type":"text","text":""}]}]}]""", "more than 0 characters")]
    [InlineData("""[{"type":"nonsense"}]""", "unsupported type: nonsense")]
    public async Task Blocks_beyond_a_limit_are_refused_with_the_place(string blocks, string complaint)
    {
        await using var team = await FakeTeam.OpenAsync();
        var text = System.Text.RegularExpressions.Regex.Replace(blocks, @"LONG(\d+)", match => new string('x', int.Parse(match.Groups[1].Value)));
        var answer = await team.FormAsync("chat.postMessage", ("channel", team.General.Id), ("text", "x"), ("blocks", text));
        answer["error"]!.ToString().ShouldBe("invalid_blocks");
        answer["response_metadata"]!["messages"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldContain(complaint);
        team.Server.Record.RuleErrors.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Fifty_blocks_and_13200_characters_are_the_most()
    {
        await using var team = await FakeTeam.OpenAsync();
        (await PostAsync(Sections(50, 100)))["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await PostAsync(Sections(51, 100)))["error"]!.ToString().ShouldBe("invalid_blocks");
        (await PostAsync(Sections(5, 2640)))["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await PostAsync(Sections(5, 2641)))["error"]!.ToString().ShouldBe("msg_blocks_too_long");
        (await team.FormAsync("chat.postMessage", ("channel", team.General.Id)))["error"]!.ToString().ShouldBe("no_text");

        Task<JsonNode> PostAsync(string blocks) => team.FormAsync("chat.postMessage", ("channel", team.General.Id), ("blocks", blocks));
    }

    [Fact]
    public async Task An_update_is_shorter_loses_blocks_and_is_only_for_own_messages()
    {
        await using var team = await FakeTeam.OpenAsync();
        var posted = await team.FormAsync("chat.postMessage", ("channel", team.General.Id), ("text", "x"), ("blocks", Sections(1, 5)));
        var ts = posted["ts"]!.ToString();
        (await UpdateAsync(ts, new string('x', 4001)))["error"]!.ToString().ShouldBe("msg_too_long");
        (await UpdateAsync(ts, "new"))["message"]!["blocks"].ShouldBeNull();
        (await UpdateAsync(team.Server.People.Say(team.Ann, team.General, "hers").Ts, "x"))["error"]!.ToString().ShouldBe("cant_update_message");

        Task<JsonNode> UpdateAsync(string which, string text) => team.FormAsync("chat.update", ("channel", team.General.Id), ("ts", which), ("text", text));
    }

    [Theory]
    [InlineData("hi <@U0FAKE00001> <!channel> <!here|here> <!subteam^S1|@team>", "@U0FAKE00001 !channel !here !subteam^S1")]
    [InlineData("hi &lt;!channel&gt; @channel @here", "")]
    public async Task Mentions_that_would_ping_are_noted(string text, string pings)
    {
        await using var team = await FakeTeam.OpenAsync();
        await team.FormAsync("chat.postMessage", ("channel", team.General.Id), ("text", text));
        var block = new JsonArray(new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text } });
        await team.FormAsync("chat.postMessage", ("channel", team.General.Id), ("text", "x"), ("blocks", block.ToJsonString()));
        block[0]!["text"]!["type"] = "plain_text";
        await team.FormAsync("chat.postMessage", ("channel", team.General.Id), ("text", "x"), ("blocks", block.ToJsonString()));
        var expected = pings.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        team.Server.Record.Messages.Select(one => string.Join(' ', one.Pings)).ShouldBe([string.Join(' ', expected), string.Join(' ', expected), ""]);
    }

    [Fact]
    public async Task Rich_text_pings_by_elements_and_never_by_its_text()
    {
        await using var team = await FakeTeam.OpenAsync();
        const string Blocks = """
            [{"type":"rich_text","elements":[{"type":"rich_text_quote","elements":[{"type":"text","text":"<!channel> https://example.org"}]},
            {"type":"rich_text_section","elements":[{"type":"broadcast","range":"here"},{"type":"link","url":"https://example.com"}]}]}]
            """;
        await team.FormAsync("chat.postMessage", ("channel", team.General.Id), ("text", "x"), ("blocks", Blocks));
        var message = team.Server.Record.Messages.Single();
        message.Pings.ShouldBe(["!here"]);
        message.Links.ShouldBe(["https://example.com"]);
    }

    [Fact]
    public async Task Links_unfurl_unless_both_switches_are_off()
    {
        await using var team = await FakeTeam.OpenAsync();
        const string Text = "see <https://example.org/a|this> and https://example.org/b";
        await team.FormAsync("chat.postMessage", ("channel", team.General.Id), ("text", Text), ("unfurl_links", "false"));
        await team.FormAsync("chat.postMessage", ("channel", team.General.Id), ("text", Text), ("unfurl_links", "false"), ("unfurl_media", "false"));
        var messages = team.Server.Record.Messages;
        messages[0].Unfurls.ShouldBe(["https://example.org/a", "https://example.org/b"]);
        messages[1].Links.Count.ShouldBe(2);
        messages[1].Unfurls.ShouldBeEmpty();
    }

    private static string Sections(int count, int length) => $"[{string.Join(',', Enumerable.Repeat(
        $$$"""{"type":"section","text":{"type":"plain_text","text":"{{{new string('x', length)}}}"}}""", count))}]";
}
