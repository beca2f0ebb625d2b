using System.Text.Json.Nodes;
using ResearchBot.FakeDiscord;

namespace ResearchBot.Tests.Fakes;

public sealed class DiscordGatewayTests
{
    private const long GuildMessages = 513;

    [Theory]
    [InlineData("wrong", 513, 4004)]
    [InlineData("fake.discord.token", 1 << 30, 4013)]
    [InlineData("fake.discord.token", 513 | (1 << 15), 4014)]
    public async Task An_identify_that_is_wrong_is_closed_with_its_code(string token, long intents, int code)
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        using var gateway = await ConnectAsync(room, "gateway");
        await gateway.IdentifyAsync(token, intents);
        (await gateway.EndAsync()).ShouldBe(code);
    }

    [Theory]
    [InlineData(3, "{}", 4003)]
    [InlineData(99, "{}", 4001)]
    [InlineData(2, "{", 4002)]
    public async Task A_payload_out_of_place_is_closed_with_its_code(int op, string data, int code)
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        using var gateway = await ConnectAsync(room, "gateway");
        await gateway.SendAsync(op, data);
        (await gateway.EndAsync()).ShouldBe(code);
    }

    [Fact]
    public async Task A_payload_over_4096_bytes_is_closed_with_4002()
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        using var gateway = await ConnectAsync(room, "gateway");
        await gateway.SendAsync(1, $"\"{new string('x', 4096)}\"");
        (await gateway.EndAsync()).ShouldBe(4002);
    }

    [Fact]
    public async Task A_client_that_sends_121_payloads_in_a_minute_is_closed_with_4008()
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        using var gateway = await ConnectAsync(room, "gateway");
        for (var sent = 0; sent < 121; sent++)
        {
            await gateway.SendAsync(1, "null");
        }

        (await gateway.EndAsync()).ShouldBe(4008);
        room.Server.Record.PayloadsOverLimit.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_stops_beating_is_counted_and_closed()
    {
        var (room, clock) = await FakeGuild.OpenSteppedAsync();
        await using var _ = room;
        using var gateway = await ConnectAsync(room, "gateway");
        clock.Advance(room.Server.Options.HeartbeatInterval * 3);
        (await gateway.EndAsync()).ShouldBe(4009);
        room.Server.Record.HeartbeatsMissed.ShouldBe(2);
    }

    [Fact]
    public async Task A_second_identify_within_five_seconds_is_an_invalid_session()
    {
        var (room, clock) = await FakeGuild.OpenSteppedAsync();
        await using var _ = room;
        using var first = await ReadyAsync(room);
        using var second = await ConnectAsync(room, "gateway");
        await second.IdentifyAsync(room.Server.Options.Token, GuildMessages);
        (await second.NextAsync("9"))!["d"]!.GetValue<bool>().ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(5));
        using var third = await ReadyAsync(room);
        room.Server.Record.IdentifiesTooFast.ShouldBe(1);
    }

    [Theory]
    [InlineData(false, 0, 1)]
    [InlineData(true, 1, 2)]
    public async Task A_resume_replays_what_was_missed_and_what_a_fault_doubles(bool split, int duplicates, int replayed)
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        room.Server.Faults.SplitFrames = split;
        using var gateway = await ConnectAsync(room, "gateway", compressed: true);
        await gateway.IdentifyAsync(room.Server.Options.Token, GuildMessages);
        var ready = (await gateway.NextAsync("READY"))!["d"]!;
        ready["guilds"]![0]!["unavailable"]!.GetValue<bool>().ShouldBeTrue();
        var last = (await gateway.NextAsync("GUILD_CREATE"))!["s"]!.GetValue<int>();
        gateway.Messages.ShouldBeInRange(split ? 9 : 3, split ? 12 : 3);

        room.Server.Gateway.DropAndReplay(duplicates);
        (await gateway.EndAsync()).ShouldBeNull();
        room.Server.People.Say(room.Ann, room.General, "missed");

        ready["resume_gateway_url"]!.ToString().ShouldNotContain("/gateway");
        using var resumed = await RawGateway.ConnectAsync(ready["resume_gateway_url"]!.ToString());
        await resumed.SendAsync(6, $$"""{"token":"{{room.Server.Options.Token}}","session_id":"{{ready["session_id"]}}","seq":{{last}}}""");
        (await resumed.NextAsync("MESSAGE_CREATE"))!["s"]!.GetValue<int>().ShouldBe(last + 1);
        (await resumed.NextAsync("RESUMED")).ShouldNotBeNull();
        room.Server.Record.EventsReplayed.ShouldBe(replayed);
        room.Server.Record.Resumes.ShouldBe([true]);
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(4200, true)]
    public async Task A_session_survives_every_close_but_a_normal_one(int code, bool survives)
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        using var gateway = await ConnectAsync(room, "gateway");
        await gateway.IdentifyAsync(room.Server.Options.Token, GuildMessages);
        var session = (await gateway.NextAsync("READY"))!["d"]!["session_id"]!.ToString();
        await gateway.CloseAsync(code);
        await room.Server.Record.UntilAsync(record => record.Closes.Count == 1, TestContext.Current.CancellationToken);
        using var resumed = await ConnectAsync(room, "resume");
        await resumed.SendAsync(6, $$"""{"token":"{{room.Server.Options.Token}}","session_id":"{{session}}","seq":1}""");
        (await resumed.NextAsync(survives ? "RESUMED" : "9")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Content_is_blank_without_the_intent_unless_the_bot_is_meant()
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        using var gateway = await ReadyAsync(room, GuildMessages | (1 << 12));
        room.Server.People.Say(room.Ann, room.General, "between people");
        room.Server.People.Say(room.Ann, room.General, $"{room.Server.Setup.Bot.Mention} hello");
        room.Server.People.Say(room.Ann, room.Server.Setup.Direct(room.Ann), "privately");
        var heard = new List<JsonNode>();
        while (heard.Count < 3)
        {
            heard.Add((await gateway.NextAsync("MESSAGE_CREATE"))!["d"]!);
        }

        heard.Select(message => message["content"]!.ToString()).ShouldBe(["", $"{room.Server.Setup.Bot.Mention} hello", "privately"]);
    }

    private static Task<RawGateway> ConnectAsync(FakeGuild room, string path, bool compressed = false) =>
        RawGateway.ConnectAsync($"{room.Server.Url.Replace("http:", "ws:", StringComparison.Ordinal)}/{path}", compressed);

    private static async Task<RawGateway> ReadyAsync(FakeGuild room, long intents = GuildMessages)
    {
        var gateway = await ConnectAsync(room, "gateway");
        await gateway.IdentifyAsync(room.Server.Options.Token, intents);
        (await gateway.NextAsync("READY")).ShouldNotBeNull();
        return gateway;
    }
}
