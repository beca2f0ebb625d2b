using System.Net;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rest;
using ResearchBot.FakeDiscord.Control;

namespace ResearchBot.Tests.Discord.Rest;

/// <summary>What is tried again, and what must not be.</summary>
public sealed class RepeatTests
{
    [Theory]
    [InlineData("5xx")]
    [InlineData("reset")]
    [InlineData("5xx before")]
    [InlineData("reset before")]
    public async Task A_message_with_a_nonce_is_posted_once_though_the_answer_is_lost(string fault)
    {
        await using var room = await TestRestClient.OpenAsync();
        Break(room, fault, "POST channels/");
        (await room.PostAsync("n1")).Id.ShouldBe(room.Record.Messages.Single().Id);
        room.Requests("POST channels/").ShouldBe(2);
    }

    [Theory]
    [InlineData("5xx")]
    [InlineData("reset before")]
    public async Task A_message_without_a_nonce_is_not_posted_again(string fault)
    {
        await using var room = await TestRestClient.OpenAsync();
        Break(room, fault, "POST channels/");
        await Should.ThrowAsync<Exception>(room.PostAsync());
        room.Requests("POST channels/").ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_is_deleted_already_when_it_is_tried_again_is_deleted()
    {
        await using var room = await TestRestClient.OpenAsync();
        var message = await room.PostAsync();
        Break(room, "5xx", "DELETE ");
        await room.Rest.DeleteAsync(room.Room.General.Id, message.Id, TestRestClient.Stop);
        room.Record.Messages.Single().Deleted.ShouldBeTrue();
        room.Requests("DELETE ").ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_fails_for_good_is_given_up()
    {
        await using var room = await TestRestClient.OpenAsync();
        room.Faults.Error5xxBeforeWork(503, "GET channels/", times: 100);
        (await Should.ThrowAsync<DiscordException>(room.ReadAsync())).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        room.Requests("GET channels/").ShouldBe(4);
    }

    [Theory]
    [InlineData("5xx")]
    [InlineData("5xx before")]
    [InlineData("reset")]
    [InlineData("reset before")]
    public async Task An_acknowledgement_is_sent_at_most_once(string fault)
    {
        await using var room = await TestRestClient.OpenAsync();
        var interaction = await room.AskAsync();
        Break(room, fault, "POST interactions/");
        await Should.ThrowAsync<Exception>(room.DeferAsync(interaction));
        room.Requests("POST interactions/").ShouldBe(1);
    }

    [Fact]
    public async Task An_interaction_that_is_acknowledged_already_is_acknowledged()
    {
        await using var room = await TestRestClient.OpenAsync();
        var interaction = await room.AskAsync();
        room.Faults.AlreadyAcked();
        await room.DeferAsync(interaction);
        await room.DeferAsync(interaction);
        room.Requests("POST interactions/").ShouldBe(2);
        room.Record.Interactions.Single().Callback.ShouldBe(5);
    }

    [Fact]
    public async Task An_interaction_that_Discord_does_not_know_is_refused_once()
    {
        await using var room = await TestRestClient.OpenAsync();
        var interaction = await room.AskAsync();
        room.Faults.InteractionUnknown();
        (await Should.ThrowAsync<DiscordException>(room.DeferAsync(interaction))).Code.ShouldBe(DiscordErrorCodes.UnknownInteraction);
        room.Requests("POST interactions/").ShouldBe(1);
    }

    [Fact]
    public async Task A_reply_whose_token_is_dead_is_refused_once_and_the_bot_goes_on()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var room = await TestRestClient.OpenAsync(clock);
        var interaction = await room.AskAsync();
        await room.DeferAsync(interaction);
        clock.Advance(TimeSpan.FromMinutes(16));
        var refused = await Should.ThrowAsync<DiscordException>(
            room.Rest.EditOriginalAsync(interaction.ApplicationId!, interaction.Token, TestRestClient.Text("late"), TestRestClient.Stop));
        refused.Code.ShouldBe(DiscordErrorCodes.InvalidWebhookToken);
        room.Requests("PATCH webhooks/").ShouldBe(1);
        await room.ReadAsync();
    }

    [Fact]
    public async Task A_reply_is_edited_though_the_answer_is_lost_and_a_follow_up_is_not_doubled()
    {
        await using var room = await TestRestClient.OpenAsync();
        var interaction = await room.AskAsync();
        await room.DeferAsync(interaction);
        Break(room, "5xx", "PATCH webhooks/");
        await room.Rest.EditOriginalAsync(interaction.ApplicationId!, interaction.Token, TestRestClient.Text("x"), TestRestClient.Stop);
        room.Requests("PATCH webhooks/").ShouldBe(2);
        Break(room, "5xx", "POST webhooks/");
        await Should.ThrowAsync<DiscordException>(room.Rest.FollowUpAsync(interaction.ApplicationId!, interaction.Token, TestRestClient.Text("y"), TestRestClient.Stop));
        room.Requests("POST webhooks/").ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_does_not_end_is_left_and_asked_for_again()
    {
        await using var room = await TestRestClient.OpenAsync(timeout: TimeSpan.FromSeconds(1));
        room.Faults.SlowBodies = TimeSpan.FromHours(1);
        var reading = room.ReadAsync();
        await room.Record.UntilAsync(record => record.Requests.Count == 1, TestRestClient.Stop);
        room.Faults.SlowBodies = TimeSpan.Zero;
        (await reading).Id.ShouldBe(room.Room.General.Id);
        room.Requests("GET channels/").ShouldBe(2);
    }

    private static void Break(TestRestClient room, string fault, string route)
    {
        switch (fault)
        {
            case "5xx":
                room.Faults.Error5xxAfterWork(route: route);
                break;
            case "5xx before":
                room.Faults.Error5xxBeforeWork(route: route);
                break;
            default:
                room.Faults.Reset(afterWork: fault == "reset", route);
                break;
        }
    }
}
