using System.Text.Json.Nodes;
using ResearchBot.FakeDiscord;

namespace ResearchBot.Tests.Fakes;

public sealed class DiscordMessageLimitTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { $$"""{"content":"{{new string('x', 2001)}}"}""", "content" },
        { """{"flags":32768,"content":"both","components":[{"type":10,"content":"x"}]}""", "content" },
        { $$"""{"flags":32768,"components":[{{Repeat("""{"type":10,"content":"x"}""", 41)}}]}""", "components" },
        { $$"""{"flags":32768,"components":[{"type":17,"components":[{{Repeat("""{"type":10,"content":"x"}""", 40)}}]}]}""", "components" },
        { $$"""{"flags":32768,"components":[{{Repeat($$"""{"type":10,"content":"{{new string('x', 2001)}}"}""", 2)}}]}""", "components" },
        { """{"components":[{"type":10,"content":"x"}]}""", "components" },
        { $$"""{"components":[{"type":1,"components":[{{Repeat("""{"type":2,"style":1,"label":"a","custom_id":"same"}""", 2)}}]}]}""", "components" },
        { $$"""{"components":[{"type":1,"components":[{"type":2,"style":1,"label":"{{new string('x', 81)}}","custom_id":"a"}]}]}""", "components" },
        { $$"""{"components":[{"type":1,"components":[{"type":2,"style":1,"label":"a","custom_id":"{{new string('x', 101)}}"}]}]}""", "components" },
        { $$"""{"embeds":[{{Repeat($$"""{"description":"{{new string('x', 3001)}}"}""", 2)}}]}""", "embeds" },
        { """{"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}}""", "allowed_mentions" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_over_a_limit_is_refused_with_the_place(string body, string place)
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        var (status, error, _) = await room.SendAsync("POST", room.GeneralMessages, body);
        status.ShouldBe(400);
        error!["code"]!.GetValue<int>().ShouldBe(50035);
        error["errors"]![place].ShouldNotBeNull();
        room.Server.Record.LimitErrors.Count.ShouldBe(1);
        room.Server.Record.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_just_within_the_limits_is_taken()
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        (await room.SendAsync("POST", room.GeneralMessages, $$"""{"content":"{{new string('x', 2000)}}"}""")).Status.ShouldBe(200);
        var forty = $$"""{"flags":32768,"components":[{{Repeat($$"""{"type":10,"content":"{{new string('x', 100)}}"}""", 40)}}]}""";
        (await room.SendAsync("POST", room.GeneralMessages, forty)).Status.ShouldBe(200);
        room.Server.Record.LimitErrors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("@everyone <@{0}> <@&{1}>", "", "everyone user:{0} role:{1}")]
    [InlineData("@here `<@{0}>`", "", "here")]
    [InlineData("@everyone <@{0}> <@&{1}>", ""","allowed_mentions":{"parse":[]}""", "")]
    [InlineData("@everyone <@{0}> <@&{1}>", ""","allowed_mentions":{"parse":["users"]}""", "user:{0}")]
    public async Task It_says_whom_a_message_would_ping(string text, string allowed, string pings)
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        var role = room.Server.Setup.AddRole(room.Guild, "readers", mentionable: true);
        var body = $$"""{"content":"{{string.Format(text, room.Ann.Id, role.Id)}}"{{allowed}}}""";
        (await room.SendAsync("POST", room.GeneralMessages, body)).Status.ShouldBe(200);
        string.Join(' ', room.Server.Record.Messages.Single().Pings).ShouldBe(string.Format(pings, room.Ann.Id, role.Id));
    }

    [Theory]
    [InlineData("see https://example.org/a now", 1)]
    [InlineData("[x](HTTPS://example.org)", 1)]
    [InlineData("discord.gg/abc", 1)]
    [InlineData("<https://example.org> `https://example.org` [x](<https://example.org>)", 0)]
    public async Task It_says_which_links_would_be_previewed(string text, int previews)
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        var body = $$"""{"flags":32768,"components":[{"type":10,"content":"{{text}}"}]}""";
        (await room.SendAsync("POST", room.GeneralMessages, body)).Status.ShouldBe(200);
        room.Server.Record.Messages.Single().Previews.Count.ShouldBe(previews);
    }

    [Fact]
    public async Task The_same_nonce_returns_the_earlier_message_if_that_is_enforced()
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        room.Server.Faults.Error5xxAfterWork(route: "POST channels/{channel}/messages");
        const string Once = """{"content":"once","nonce":"n1","enforce_nonce":true}""";
        (await room.SendAsync("POST", room.GeneralMessages, Once)).Status.ShouldBe(502);
        var again = await room.SendAsync("POST", room.GeneralMessages, Once);
        again.Body!["id"]!.ToString().ShouldBe(room.Server.Record.Messages.Single().Id);
    }

    [Fact]
    public async Task An_attachment_is_read_back_until_its_link_expires()
    {
        var (room, clock) = await FakeGuild.OpenSteppedAsync();
        await using var _ = room;
        var sent = room.Server.People.Say(room.Ann, room.Server.Setup.Direct(room.Ann), "a file", null, new ResearchBot.FakeDiscord.Control.SentFile("a.txt", "text/plain", "text"u8.ToArray()));
        var (_, message, _) = await room.SendAsync("GET", $"channels/{sent.ChannelId}/messages/{sent.Id}");
        using var http = new HttpClient();
        var url = message!["attachments"]![0]!["url"]!.ToString();
        (await http.GetStringAsync(url, TestContext.Current.CancellationToken)).ShouldBe("text");
        clock.Advance(TimeSpan.FromDays(1));
        (await http.GetAsync(url, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static string Repeat(string json, int times) => string.Join(',', Enumerable.Repeat(json, times));
}
