using ResearchBot.Core;
using ResearchBot.Discord.Gateway;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord;

namespace ResearchBot.Tests.Discord.Gateway;

public sealed class ReconnectTests
{
    public static TheoryData<string> Interruptions => ["drop", "drop and replay", "op 7", "op 9 resumable", "4000", "4001", "4002", "4003", "4005", "4008", "4999", "1001"];

    [Theory]
    [MemberData(nameof(Interruptions))]
    public async Task After_an_interruption_the_session_goes_on_and_no_event_is_lost(string fault)
    {
        await using var shard = await TestGateway.ReadyAsync();
        var gateway = shard.Room.Server.Gateway;
        await shard.ShouldHearAsync("BEFORE");
        Break(gateway, fault);
        await shard.UntilAsync(record => record.Closes.Count == 1);
        gateway.Dispatch("MEANWHILE", []);
        await shard.HearAsync("RESUMED");
        await shard.ShouldHearAsync("AFTER");
        shard.Heard("MEANWHILE").ShouldBe(1);
        shard.Heard("BEFORE").ShouldBe(fault == "drop and replay" ? 2 : 1);
        shard.Record.Identifies.Count.ShouldBe(1);
        shard.Record.Resumes.ShouldBe([true]);
    }

    [Theory]
    [InlineData("op 9")]
    [InlineData("4007")]
    [InlineData("4009")]
    [InlineData("1000")]
    public async Task Where_the_session_is_over_a_new_one_begins(string fault)
    {
        await using var shard = await TestGateway.ReadyAsync();
        Break(shard.Room.Server.Gateway, fault);
        await shard.HearAsync("READY");
        await shard.ShouldHearAsync("AFTER");
        shard.Record.Identifies.Count.ShouldBe(2);
        shard.Record.Resumes.ShouldBeEmpty();
        shard.Record.IdentifiesTooFast.ShouldBe(0);
    }

    [Theory]
    [InlineData(4004, "Discord__Token")]
    [InlineData(4010, "Discord__Shards")]
    [InlineData(4011, "Discord__Shards")]
    [InlineData(4012, "version")]
    [InlineData(4013, "version")]
    [InlineData(4014, "Discord__MessageContent")]
    public async Task A_code_that_only_a_person_can_mend_stops_and_says_what_to_do(int code, string named)
    {
        await using var shard = await TestGateway.ReadyAsync();
        shard.Room.Server.Gateway.CloseWith(code);
        (await Should.ThrowAsync<UserFacingException>(shard.Running.WaitAsync(shard.Patience))).Message.ShouldContain(named);
        shard.Client.IsReady.ShouldBeFalse();
        shard.Record.Identifies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_REST_refuses_stops_too_and_is_tried_once()
    {
        await using var shard = await TestGateway.StartAsync(token: "wrong");
        (await Should.ThrowAsync<UserFacingException>(shard.Running.WaitAsync(shard.Patience))).Message.ShouldContain("Discord__Token");
        shard.Record.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_resume_uses_the_resume_address_with_the_parameters_of_the_first_connection()
    {
        await using var shard = await TestGateway.ReadyAsync();
        shard.Room.Server.Gateway.Drop();
        await shard.HearAsync("RESUMED");
        shard.Record.Connections.ShouldBe(["/gateway?v=10&encoding=json&compress=zlib-stream", "/resume?v=10&encoding=json&compress=zlib-stream"]);
    }

    [Fact]
    public async Task After_an_invalid_session_it_waits_a_second_at_least()
    {
        await using var shard = await TestGateway.ReadyAsync();
        var before = shard.Room.Server.Options.Clock.GetUtcNow();
        shard.Room.Server.Gateway.Op9(resumable: true);
        await shard.HearAsync("RESUMED");
        (shard.Room.Server.Options.Clock.GetUtcNow() - before).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_connection_that_is_asked_to_go_before_Hello_comes_back()
    {
        await using var shard = await TestGateway.StartAsync(faults: faults => faults.NeverHello = true);
        await shard.UntilAsync(record => record.Connections.Count == 1);
        shard.Room.Server.Faults.NeverHello = false;
        shard.Room.Server.Gateway.Op7();
        await shard.HearAsync("READY");
        await shard.ShouldHearAsync("AFTER");
        shard.Record.Identifies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_closes_every_connection_at_once_costs_few_sessions()
    {
        await using var shard = await TestGateway.ReadyAsync(speed: 100);
        for (var time = 1; time <= 4; time++)
        {
            shard.Room.Server.Gateway.CloseWith(4009);
            await shard.HearAsync("READY");
        }

        var starts = shard.Record.Identifies;
        (starts[4] - starts[3]).ShouldBeGreaterThan(TimeSpan.FromSeconds(7)); // and not as soon as the limit allows
        shard.Record.IdentifiesTooFast.ShouldBe(0);
    }

    private static void Break(GatewayFaults gateway, string fault)
    {
        switch (fault)
        {
            case "drop":
                gateway.Drop();
                break;
            case "drop and replay":
                gateway.DropAndReplay(duplicates: 1);
                break;
            case "op 7":
                gateway.Op7();
                break;
            case "op 9" or "op 9 resumable":
                gateway.Op9(fault == "op 9 resumable");
                break;
            default:
                gateway.CloseWith(int.Parse(fault));
                break;
        }
    }
}
