using System.Text.Json.Nodes;

namespace ResearchBot.Tests.Discord.Gateway;

/// <summary>What comes in other forms than was agreed.</summary>
public sealed class PayloadTests
{
    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"op":99,"d":{}}""")]
    [InlineData("""{"op":"x"}""")]
    [InlineData("""{"op":null,"d":null,"s":null,"t":null}""")]
    [InlineData("""{"op":0,"d":null,"s":null,"t":null}""")]
    [InlineData("""{"op":0,"d":null,"s":1e300,"t":"X"}""")]
    [InlineData("""{"op":11}""")]
    public async Task What_is_no_payload_is_passed_over(string text)
    {
        await using var shard = await TestGateway.ReadyAsync();
        shard.Room.Server.Gateway.SendRaw(text);
        await shard.ShouldHearAsync("AFTER");
        shard.Record.Connections.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_event_without_data_is_handed_on()
    {
        await using var shard = await TestGateway.ReadyAsync();
        shard.Room.Server.Gateway.SendRaw("""{"op":0,"d":null,"s":null,"t":"EMPTY"}""");
        await shard.HearAsync("EMPTY");
    }

    [Theory]
    [InlineData("""{"op":0,"d":null,"s":3,"t":"READY"}""")]
    [InlineData("""{"op":0,"d":{"session_id":null,"resume_gateway_url":"x"},"s":3,"t":"READY"}""")]
    public async Task A_READY_that_says_nothing_ends_the_connection_but_not_the_client(string text)
    {
        await using var shard = await TestGateway.ReadyAsync();
        shard.Room.Server.Gateway.SendRaw(text);
        await shard.HearAsync("RESUMED");
        await shard.ShouldHearAsync("AFTER");
    }

    [Fact]
    public async Task A_payload_that_inflates_over_the_limit_ends_the_connection_but_not_the_client()
    {
        await using var shard = await TestGateway.ReadyAsync();
        shard.Room.Server.Gateway.SendRaw(new string(' ', 65 << 20));
        await shard.HearAsync("RESUMED");
        await shard.ShouldHearAsync("AFTER");
    }

    [Fact]
    public async Task Payloads_that_come_in_pieces_are_whole()
    {
        await using var shard = await TestGateway.StartAsync(faults: faults => faults.SplitFrames = true);
        await shard.HearAsync("GUILD_CREATE");
        for (var size = 1; size <= 100_000; size *= 10)
        {
            var text = string.Concat(Enumerable.Range(0, size).Select(at => (char)('a' + (at * 7 % 26))));
            shard.Room.Server.Gateway.Dispatch("LARGE", new JsonObject { ["text"] = text });
            (await shard.HearAsync("LARGE")).Data.GetProperty("text").GetString().ShouldBe(text);
        }

        shard.Record.Connections.Count.ShouldBe(1);
    }
}
