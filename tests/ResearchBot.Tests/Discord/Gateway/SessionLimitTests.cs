using ResearchBot.Tests.FakeDiscord;
using ResearchBot.Discord.Gateway;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord;

namespace ResearchBot.Tests.Discord.Gateway;

public sealed class SessionLimitTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 6)]
    public async Task Shards_that_start_together_identify_in_turn(int atOnce, int shards)
    {
        var time = new QuickTime(5); // half a second between turns is left for a busy machine: a tenth of it here
        var room = await FakeRoom.OpenAsync(new FakeDiscordOptions { Clock = time, MaxConcurrency = atOnce, Shards = shards });
        var turns = new IdentifyTurns(time);
        var all = Enumerable.Range(0, shards).Select(number => Shard.Join(room, time, shard: number, shards: shards, turns: turns)).ToList();
        await Task.WhenAll(all.Select(shard => shard.HearAsync("READY")));
        room.Server.Record.IdentifiesTooFast.ShouldBe(0);
        room.Server.Record.Identifies.Count.ShouldBe(shards);
        foreach (var shard in all)
        {
            await shard.DisposeAsync();
        }
    }

    [Fact]
    public async Task Where_the_day_s_sessions_are_nearly_used_up_it_waits_for_new_ones_and_says_so()
    {
        await using var shard = await Shard.StartAsync(options: new FakeDiscordOptions { IdentifiesLeft = 5 });
        await shard.UntilAsync(record => record.Requests.Count == 1);
        while (!shard.Log.Warnings.Any())
        {
            await Task.Delay(1, shard.Patience);
        }

        shard.Log.Warnings.Single().ShouldContain("5 sessions");
        shard.Record.Connections.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_resume_is_possible_where_the_day_s_sessions_are_used_up()
    {
        await using var shard = await Shard.ReadyAsync(options: new FakeDiscordOptions { IdentifiesLeft = 20 });
        shard.Room.Server.Gateway.Drop();
        await shard.HearAsync("RESUMED");
        shard.Record.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void Waits_between_connections_grow_to_a_bound_and_begin_anew_after_one_that_lasted()
    {
        var delay = new ReconnectDelay(new Random(1));
        for (var tried = 0; tried < 10_000; tried++)
        {
            delay.Next(TimeSpan.Zero, identify: false).ShouldBeInRange(TimeSpan.FromSeconds(tried < 6 ? 1 : 30), TimeSpan.FromMinutes(1));
            delay.Next(TimeSpan.FromSeconds(1), identify: true).ShouldBeInRange(TimeSpan.FromSeconds(tried < 6 ? 1 : 300), TimeSpan.FromMinutes(10));
        }

        delay.Next(TimeSpan.FromMinutes(5), identify: false).ShouldBe(TimeSpan.Zero);
        delay.Next(TimeSpan.Zero, identify: false).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Of_the_120_payloads_in_a_minute_some_are_kept_for_heartbeats()
    {
        var clock = new SteppedClock();
        var limiter = new SendLimiter(clock);
        var sent = Enumerable.Range(0, 200).Select(_ => limiter.WaitAsync(isHeartbeat: false, TestContext.Current.CancellationToken)).ToList();
        sent.Count(one => one.IsCompleted).ShouldBe(112);
        limiter.WaitAsync(isHeartbeat: true, TestContext.Current.CancellationToken).IsCompleted.ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(60));
        sent.Count(one => one.IsCompleted).ShouldBe(112);
        clock.Advance(TimeSpan.FromSeconds(2));
        await Task.WhenAll(sent);
    }

    [Fact]
    public async Task A_heartbeat_that_cannot_be_sent_means_that_the_connection_is_dead()
    {
        var clock = new SteppedClock();
        var heartbeat = new Heartbeat(stop => Task.Delay(Timeout.Infinite, stop), clock, new Random(1));
        var beating = heartbeat.RunAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(10));
        heartbeat.Acknowledge();
        clock.Advance(TimeSpan.FromSeconds(10));
        await beating;
        heartbeat.IsDead.ShouldBeTrue();
    }
}
