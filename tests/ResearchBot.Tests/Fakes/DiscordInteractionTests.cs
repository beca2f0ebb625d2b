using System.Text.Json.Nodes;
using ResearchBot.FakeDiscord;

namespace ResearchBot.Tests.Fakes;

public sealed class DiscordInteractionTests
{
    private const string Defer = """{"type":5,"data":{"flags":64}}""";

    [Fact]
    public async Task After_three_seconds_an_interaction_is_unknown()
    {
        var (room, clock) = await FakeGuild.OpenSteppedAsync();
        await using var _ = room;
        var interaction = await room.AskAsync();
        clock.Advance(TimeSpan.FromSeconds(3.1));
        Code(await room.SendAsync("POST", Callback(interaction), Defer)).ShouldBe(10062);
        interaction.Callback.ShouldBeNull();
    }

    [Fact]
    public async Task A_deferral_counts_once_fixes_ephemeral_and_lives_for_fifteen_minutes()
    {
        var (room, clock) = await FakeGuild.OpenSteppedAsync();
        await using var _ = room;
        var interaction = await room.AskAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        (await room.SendAsync("POST", Callback(interaction), Defer)).Status.ShouldBe(204);
        interaction.AcknowledgedAfter.ShouldBe(TimeSpan.FromSeconds(2));
        Code(await room.SendAsync("POST", Callback(interaction), Defer)).ShouldBe(40060);
        interaction.Original!.IsPlaceholder.ShouldBeTrue();

        var webhook = $"webhooks/{room.Server.Setup.Bot.Id}/{interaction.Token}";
        (await room.SendAsync("POST", webhook, """{"content":"takes the placeholder's place"}""")).Status.ShouldBe(200);
        interaction.Original.Text.ShouldBe("takes the placeholder's place");
        (await room.SendAsync("PATCH", $"{webhook}/messages/@original", """{"content":"public?","flags":0}""")).Status.ShouldBe(200);
        (interaction.Original.IsEphemeral, interaction.Original.IsPlaceholder).ShouldBe((true, false));
        room.Server.Record.Messages.Count.ShouldBe(1);

        clock.Advance(TimeSpan.FromMinutes(15));
        Code(await room.SendAsync("PATCH", $"{webhook}/messages/@original", """{"content":"late"}""")).ShouldBe(50027);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    public async Task Faults_of_a_callback_wear_off(int type)
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        room.Server.Faults.InteractionUnknown();
        var interaction = await room.AskAsync();
        var answer = type == 4
            ? """{"type":4,"data":{"content":"x"}}"""
            : """{"type":9,"data":{"custom_id":"f","title":"t","components":[{"type":18,"label":"l","component":{"type":4,"custom_id":"i","style":1}}]}}""";
        Code(await room.SendAsync("POST", Callback(interaction), answer)).ShouldBe(10062);
        room.Server.Faults.AlreadyAcked();
        Code(await room.SendAsync("POST", Callback(interaction), answer)).ShouldBe(40060);
        interaction.Callback.ShouldBe(type);
    }

    [Theory]
    [InlineData("""[{"name":"Ask","description":"x"}]""")]
    [InlineData("""[{"name":"ask","description":""}]""")]
    [InlineData("""[{"name":"ask","description":"x"},{"name":"ask","description":"y"}]""")]
    [InlineData("""[{"name":"a","description":"x","options":[{"type":3,"name":"b","description":"x"},{"type":3,"name":"c","description":"x","required":true}]}]""")]
    public async Task Commands_against_the_rules_are_refused(string commands)
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        Code(await room.SendAsync("PUT", $"applications/{room.Server.Setup.Bot.Id}/commands", commands)).ShouldBe(50035);
        room.Server.World.Commands.In("").ShouldBeEmpty();
    }

    private static string Callback(ResearchBot.FakeDiscord.Interactions.Interaction interaction) => $"interactions/{interaction.Id}/{interaction.Token}/callback";

    private static int Code((int Status, JsonNode? Body, System.Net.Http.Headers.HttpResponseHeaders Headers) answer) => answer.Body!["code"]!.GetValue<int>();
}
