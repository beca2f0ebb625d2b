using ResearchBot.FakeDiscord;


namespace ResearchBot.Tests.Discord.Gateway;

/// <summary>A server that says too little.</summary>
public sealed class SilenceTests
{
    private static readonly FakeDiscordOptions Beating = new() { HeartbeatInterval = TimeSpan.FromSeconds(10) };

    [Fact]
    public async Task Without_Hello_it_connects_again()
    {
        await using var shard = await Shard.StartAsync(faults: faults => faults.NeverHello = true);
        await shard.UntilAsync(record => record.Connections.Count == 2);
        shard.Client.IsReady.ShouldBeFalse();
        shard.Room.Server.Faults.NeverHello = false;
        await shard.HearAsync("READY");
        await shard.ShouldHearAsync("AFTER");
        shard.Record.Identifies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_READY_it_connects_again_although_heartbeats_are_acknowledged()
    {
        await using var shard = await Shard.StartAsync(options: Beating, faults: faults => faults.NeverReady = true);
        await shard.UntilAsync(record => record.Identifies.Count == 1);
        shard.Client.IsReady.ShouldBeFalse();
        await shard.UntilAsync(record => record.Closes.Count == 1);
        shard.Room.Server.Faults.NeverReady = false;
        await shard.HearAsync("READY");
        await shard.ShouldHearAsync("AFTER");
        shard.Record.HeartbeatsMissed.ShouldBe(0);
    }

    [Fact]
    public async Task A_resume_that_is_not_confirmed_is_tried_twice_and_then_a_session_begins()
    {
        await using var shard = await Shard.ReadyAsync(options: Beating);
        shard.Room.Server.Faults.NeverResumed = true;
        shard.Room.Server.Gateway.Drop();
        await shard.HearAsync("READY");
        await shard.ShouldHearAsync("AFTER");
        shard.Record.Resumes.Count.ShouldBe(2);
        shard.Record.Identifies.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_outage_costs_no_session()
    {
        await using var shard = await Shard.ReadyAsync();
        shard.Room.Server.Faults.NeverHello = true;
        shard.Room.Server.Gateway.Drop();
        await shard.UntilAsync(record => record.Connections.Count == 4);
        shard.Room.Server.Faults.NeverHello = false;
        await shard.HearAsync("RESUMED");
        shard.Record.Identifies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_that_stays_dead_is_given_up_for_a_new_session()
    {
        await using var shard = await Shard.ReadyAsync(speed: 60);
        shard.Room.Server.Faults.NeverHello = true;
        shard.Room.Server.Gateway.Drop();
        await shard.UntilAsync(record => record.Connections.Count(path => path.StartsWith("/gateway", StringComparison.Ordinal)) == 2);
        shard.Room.Server.Faults.NeverHello = false;
        await shard.HearAsync("READY");
        shard.Record.Resumes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_that_acknowledges_no_heartbeat_is_closed_so_that_the_session_goes_on()
    {
        await using var shard = await Shard.ReadyAsync(options: Beating);
        shard.Room.Server.Faults.NoAck = true;
        await shard.UntilAsync(record => record.Closes.Count == 1);
        shard.Room.Server.Faults.NoAck = false;
        await shard.HearAsync("RESUMED");
        await shard.ShouldHearAsync("AFTER");
        shard.Record.Closes[0]!.Value.ShouldBeInRange(4900, 4999);
        shard.Record.Identifies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_hangs_is_left_and_the_session_goes_on()
    {
        await using var shard = await Shard.ReadyAsync(options: Beating);
        shard.Room.Server.Gateway.Freeze();
        shard.Room.Server.Gateway.Dispatch("MEANWHILE", []);
        await shard.HearAsync("RESUMED");
        await shard.ShouldHearAsync("AFTER");
        shard.Heard("MEANWHILE").ShouldBe(1);
        shard.Record.Identifies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_heartbeat_that_is_asked_for_is_sent_at_once()
    {
        await using var shard = await Shard.ReadyAsync(speed: 1);
        var before = shard.Record.Heartbeats;
        shard.Room.Server.Gateway.AskForHeartbeat();
        shard.Room.Server.Gateway.AskForHeartbeat();
        shard.Room.Server.Gateway.AskForHeartbeat();
        await shard.ShouldHearAsync("AFTER");
        while (shard.Record.Heartbeats < before + 3)
        {
            shard.Patience.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        shard.Record.Closes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_stops_with_1000_and_does_not_wait_for_a_peer_that_never_answers(bool frozen)
    {
        await using var shard = await Shard.ReadyAsync();
        if (frozen)
        {
            shard.Room.Server.Gateway.Freeze();
        }

        await shard.StopAsync();
        shard.Client.IsReady.ShouldBeFalse();
        if (!frozen)
        {
            await shard.UntilAsync(record => record.Closes.Count == 1);
            shard.Record.Closes.ShouldBe([1000]);
        }
    }
}
