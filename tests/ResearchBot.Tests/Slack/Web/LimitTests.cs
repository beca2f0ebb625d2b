using ResearchBot.Slack.Web;

namespace ResearchBot.Tests.Slack.Web;

/// <summary>Slack's limits, as the server measures them in the client's time.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task A_limited_method_waits_as_Slack_asks_and_others_do_not()
    {
        await using var room = await TestWebClient.OpenAsync((context, n, _) => n == 1
            ? TestWebClient.LimitAsync(context, 30)
            : TestWebClient.OkAsync(context, new { user = new { id = "U1" }, channel = new { id = "C1" } }));
        var limited = room.Slack.ReadUserAsync("U1", TestWebClient.Stop);
        while (room.Server.Requests.IsEmpty)
        {
            await Task.Yield();
        }

        await room.Slack.OpenDirectAsync("U1", TestWebClient.Stop);
        await limited;
        var requests = room.Server.Requests.ToArray();
        requests.Select(one => one.Path).ShouldBe(["/api/users.info", "/api/conversations.open", "/api/users.info"]);
        (requests[2].At - requests[0].At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Posts_to_a_channel_are_a_second_apart_and_channels_do_not_wait_for_each_other()
    {
        await using var room = await TestWebClient.OpenAsync((context, _, _) => TestWebClient.OkAsync(context), speed: 10);
        await Task.WhenAll(room.PostAsync("C1"), room.PostAsync("C1"), room.PostAsync("C1"), room.PostAsync("C2"));
        var first = Times(room, "C1");
        first.Zip(first.Skip(1), (one, next) => next - one).ShouldAllBe(gap => gap >= TimeSpan.FromSeconds(0.9)); // on arrival
        Times(room, "C2").Single().ShouldBeLessThan(first[2]);
    }

    [Fact]
    public async Task A_limited_post_is_posted_once_when_it_may_be()
    {
        await using var room = await TestWebClient.OpenAsync((context, n, _) => n <= 2 ? TestWebClient.LimitAsync(context, 5) : TestWebClient.OkAsync(context));
        (await room.PostAsync()).Ts.ShouldBe("1.1");
        room.Server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Nobody_waits_for_hours()
    {
        await using var room = await TestWebClient.OpenAsync((context, _, _) => TestWebClient.LimitAsync(context, 3_600));
        var refused = await Should.ThrowAsync<SlackException>(room.PostAsync());
        refused.Code.ShouldBe(SlackException.RateLimited);
        refused.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromSeconds(3_000), TimeSpan.FromSeconds(3_600));
        room.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Lines_of_past_channels_are_dropped()
    {
        await using var room = await TestWebClient.OpenAsync((context, _, _) => TestWebClient.OkAsync(context), speed: 10_000);
        for (var i = 0; i < 1_200; i++)
        {
            await room.PostAsync($"C{i}");
        }

        room.Client.Lines.ShouldBeLessThan(1_010);
    }

    private static DateTimeOffset[] Times(TestWebClient room, string channel) =>
        [.. room.Server.Requests.Where(one => one.Body.Contains($"\"{channel}\"", StringComparison.Ordinal)).Select(one => one.At).Order()];
}
