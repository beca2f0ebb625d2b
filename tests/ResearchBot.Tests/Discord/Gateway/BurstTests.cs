using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ResearchBot.FakeDiscord;

namespace ResearchBot.Tests.Discord.Gateway;

public sealed class BurstTests
{
    [Fact]
    public async Task A_burst_that_is_read_slowly_misses_no_heartbeat_fills_no_memory_and_loses_nothing()
    {
        const int Capacity = 100;
        var count = TestScale.Of(10_000);
        await using var shard = await TestGateway.ReadyAsync(
            options: new FakeDiscordOptions { HeartbeatInterval = TimeSpan.FromSeconds(10) }, capacity: Capacity);
        for (var sent = 0; sent < count; sent++)
        {
            var filling = Convert.ToHexString(RandomNumberGenerator.GetBytes(4_000)); // so that the buffers of TCP do not take it all
            shard.Room.Server.Gateway.Dispatch("BURST", new JsonObject { ["n"] = sent, ["filling"] = filling });
        }

        for (var read = 0; read < count; read++)
        {
            if (read % (count / 4) == count / 8)
            {
                var beats = shard.Record.Heartbeats;
                while (shard.Record.Heartbeats < beats + 2) // for an interval nobody reads
                {
                    await Task.Delay(10, shard.Patience);
                }

                shard.Events.Count.ShouldBe(Capacity);
                shard.Client.IsReady.ShouldBeTrue();
            }

            (await shard.HearAsync("BURST")).Data.GetProperty("n").GetInt32().ShouldBe(read);
        }

        shard.Record.HeartbeatsMissed.ShouldBe(0);
        shard.Record.Connections.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_event_that_was_not_taken_over_is_sent_again_after_a_resume()
    {
        await using var shard = await TestGateway.ReadyAsync(capacity: 2);
        for (var sent = 0; sent < 50; sent++)
        {
            shard.Room.Server.Gateway.Dispatch("BURST", new JsonObject { ["n"] = sent });
        }

        while (shard.Events.Count < 2)
        {
            await Task.Delay(1, shard.Patience);
        }

        shard.Room.Server.Gateway.Drop();
        await shard.UntilAsync(record => record.Closes.Count == 1);
        var numbers = new HashSet<int>();
        while (numbers.Count < 50)
        {
            numbers.Add((await shard.HearAsync("BURST")).Data.GetProperty("n").GetInt32());
        }

        shard.Record.Identifies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task However_often_the_server_asks_for_heartbeats_the_send_limit_is_not_reached()
    {
        await using var shard = await TestGateway.ReadyAsync(speed: 60, options: new FakeDiscordOptions { HeartbeatInterval = TimeSpan.FromSeconds(40) });
        for (var asked = 0; asked < 300; asked++)
        {
            shard.Room.Server.Gateway.AskForHeartbeat();
        }

        await shard.ShouldHearAsync("AFTER");
        await Task.Delay(TimeSpan.FromSeconds(130), shard.Room.Server.Options.Clock, shard.Patience);
        shard.Record.PayloadsOverLimit.ShouldBe(0);
        shard.Record.HeartbeatsMissed.ShouldBe(0);
        shard.Record.Connections.Count.ShouldBe(1);
    }
}
