using ResearchBot.FakeDiscord;

namespace ResearchBot.Tests.Fakes;

public sealed class DiscordRateLimitTests
{
    private const string Message = """{"content":"x"}""";

    [Fact]
    public async Task The_sixth_message_in_five_seconds_is_refused_and_counted_against_the_client()
    {
        var (room, clock) = await FakeGuild.OpenSteppedAsync();
        await using var _ = room;
        for (var left = 4; left >= 0; left--)
        {
            var (_, _, headers) = await room.SendAsync("POST", room.GeneralMessages, Message);
            headers.GetValues("X-RateLimit-Remaining").Single().ShouldBe(left.ToString());
            headers.GetValues("X-RateLimit-Reset-After").Single().ShouldBe("5.000");
        }

        var refused = await room.SendAsync("POST", room.GeneralMessages, Message);
        refused.Status.ShouldBe(429);
        refused.Body!["retry_after"]!.GetValue<double>().ShouldBe(5);
        refused.Headers.GetValues("X-RateLimit-Scope").Single().ShouldBe("user");
        room.Server.Record.RateLimitViolations.ShouldBe(1);

        clock.Advance(TimeSpan.FromSeconds(5));
        (await room.SendAsync("POST", room.GeneralMessages, Message)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Channels_have_buckets_of_their_own_under_one_name()
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        var other = room.Server.Setup.AddChannel(room.Guild, "other");
        var first = await room.SendAsync("POST", room.GeneralMessages, Message);
        var second = await room.SendAsync("POST", $"channels/{other.Id}/messages", Message);
        second.Headers.GetValues("X-RateLimit-Remaining").Single().ShouldBe("4");
        second.Headers.GetValues("X-RateLimit-Bucket").ShouldBe(first.Headers.GetValues("X-RateLimit-Bucket"));
    }

    [Theory]
    [InlineData("global", 1)]
    [InlineData("shared", 0)]
    public async Task A_429_of_each_scope_blocks_until_it_is_over(string scope, int invalid)
    {
        var (room, clock) = await FakeGuild.OpenSteppedAsync();
        await using var _ = room;
        room.Server.Faults.Http429(scope, retryAfter: 2);
        var refused = await room.SendAsync("POST", room.GeneralMessages, Message);
        refused.Status.ShouldBe(429);
        refused.Headers.Contains("X-RateLimit-Global").ShouldBe(scope == "global");
        room.Server.Record.InvalidRequests.ShouldBe(invalid);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await room.SendAsync("POST", room.GeneralMessages, Message)).Status.ShouldBe(429);
        room.Server.Record.RateLimitViolations.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await room.SendAsync("POST", room.GeneralMessages, Message)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_fifty_first_request_of_a_second_is_refused_for_all_routes_but_those_of_interactions()
    {
        var (room, _) = await FakeGuild.OpenSteppedAsync();
        await using var open = room;
        for (var sent = 0; sent < 50; sent++)
        {
            (await room.SendAsync("GET", $"channels/{room.General.Id}")).Status.ShouldBe(200);
        }

        (await room.SendAsync("GET", "users/@me")).Body!["global"]!.GetValue<bool>().ShouldBeTrue();
        (await room.SendAsync("POST", "interactions/1/x/callback", """{"type":5}""")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_client_that_does_not_name_itself_is_turned_away()
    {
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        using var http = new HttpClient();
        using var answer = await http.GetAsync($"{room.Server.ApiUrl}/gateway/bot", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("40333");
    }
}
