using System.Net;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rest;
using ResearchBot.FakeDiscord.Guilds;

namespace ResearchBot.Tests.Discord.Rest;

public sealed class LimitTests
{
    [Fact]
    public async Task A_channel_s_messages_wait_for_its_bucket_and_not_for_those_of_others()
    {
        await using var room = await TestRestClient.OpenAsync(speed: 10);
        var other = room.Room.Server.Setup.AddChannel(room.Room.Guild, "other");
        await room.PostAsync(); // the bucket becomes known
        var eleven = Enumerable.Range(0, 11).Select(_ => room.PostAsync()).ToList();
        await room.Rest.PostAsync(other.Id, TestRestClient.Text("y"), TestRestClient.Stop);
        eleven.Count(one => one.IsCompleted).ShouldBeLessThan(11);
        await Task.WhenAll(eleven);
        room.Record.RateLimited.ShouldBe(0);
        (room.Record.Requests[^1].At - room.Record.Requests[0].At).ShouldBeGreaterThan(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("user", true, 1)]
    [InlineData("user", false, 1)]
    [InlineData("shared", true, 0)]
    [InlineData("shared", false, 0)]
    public async Task A_429_of_a_bucket_holds_that_bucket_back(string scope, bool withBody, int counted)
    {
        await using var room = await TestRestClient.OpenAsync();
        room.Faults.Http429(scope, retryAfter: 20, route: "POST channels/", withBody: withBody);
        var posting = room.PostAsync();
        await room.Record.UntilAsync(record => record.RateLimited + record.Requests.Count > 0, TestRestClient.Stop);
        await room.ReadAsync();
        posting.IsCompleted.ShouldBeFalse();
        await posting;
        room.Record.RateLimitViolations.ShouldBe(0);
        room.Requests("POST channels/").ShouldBe(2);
        room.Record.InvalidRequests.ShouldBe(counted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_global_429_holds_everything_back_but_interactions(bool withBody)
    {
        await using var room = await TestRestClient.OpenAsync(speed: 5);
        var interaction = await room.AskAsync();
        room.Faults.Http429("global", retryAfter: 5, route: "POST channels/", withBody: withBody);
        var posting = room.PostAsync();
        await room.Record.UntilAsync(record => record.Requests.Any(request => request.Status == 429), TestRestClient.Stop);
        while (!room.Log.Warnings.Any())
        {
            await Task.Delay(1, TestRestClient.Stop);
        }

        var reading = room.ReadAsync();
        await room.DeferAsync(interaction);
        reading.IsCompleted.ShouldBeFalse();
        await Task.WhenAll(reading, posting);
        room.Record.RateLimitViolations.ShouldBe(0);
        room.Record.RateLimited.ShouldBe(0);
    }

    [Fact]
    public async Task A_global_429_of_an_interaction_is_waited_for()
    {
        await using var room = await TestRestClient.OpenAsync();
        var interaction = await room.AskAsync();
        room.Faults.Http429("global", retryAfter: 2, route: "POST interactions/");
        await room.DeferAsync(interaction);
        var sent = room.Record.Requests.Where(request => request.Path.Contains("/callback")).ToList();
        sent.Count.ShouldBe(2);
        (sent[1].At - sent[0].At).ShouldBeGreaterThan(TimeSpan.FromSeconds(1.9));
    }

    [Fact]
    public async Task A_block_by_the_network_before_Discord_holds_everything_back()
    {
        await using var room = await TestRestClient.OpenAsync(speed: 10);
        var interaction = await room.AskAsync();
        room.Faults.Http429(html: true, retryAfter: 2, route: "POST channels/");
        var posting = room.PostAsync();
        while (!room.Log.Warnings.Any())
        {
            await Task.Delay(1, TestRestClient.Stop);
        }

        await Task.WhenAll(posting, room.ReadAsync(), room.DeferAsync(interaction));
        var refused = room.Record.Requests.Single(request => request.Status == 429).At;
        room.Record.Requests.Where(request => request.At > refused).Min(request => request.At).ShouldBeGreaterThan(refused.AddSeconds(1.9));
    }

    [Fact]
    public async Task Whoever_is_cancelled_in_line_leaves_no_hole()
    {
        await using var room = await TestRestClient.OpenAsync();
        using var stop = new CancellationTokenSource();
        room.Faults.Http429(retryAfter: 10, route: "POST channels/");
        var first = room.PostAsync();
        while (!room.Log.Warnings.Any())
        {
            await Task.Delay(1, TestRestClient.Stop);
        }

        var cancelled = Enumerable.Range(0, 50).Select(_ => room.Rest.PostAsync(room.Room.General.Id, TestRestClient.Text("no"), stop.Token)).ToList();
        var last = room.PostAsync();
        await stop.CancelAsync();
        foreach (var one in cancelled)
        {
            await Should.ThrowAsync<OperationCanceledException>(one);
        }

        await Task.WhenAll(first, last);
        room.Record.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_token_stops_everything_but_interactions_and_says_so_once()
    {
        await using var room = await TestRestClient.OpenAsync(token: "wrong");
        await Should.ThrowAsync<DiscordException>(room.ReadAsync());
        (await Should.ThrowAsync<DiscordException>(room.PostAsync())).Status.ShouldBe(HttpStatusCode.Unauthorized);
        room.Record.Requests.Count.ShouldBe(1);
        room.Log.Warnings.Single().ShouldContain("Discord__Token");
        await room.DeferAsync(await room.AskAsync());
    }

    [Fact]
    public async Task What_Discord_refuses_again_and_again_is_not_sent_for_some_minutes_and_everything_else_is()
    {
        await using var room = await TestRestClient.OpenAsync(speed: 100);
        var (guild, stage) = (room.Room.Guild, room.Room.Server.Setup);
        var hidden = stage.AddChannel(guild, "hidden", overwrites: new Overwrite(guild.Id, ForMember: false, Permission.None, Permission.ViewChannel));
        var refused = Enumerable.Range(0, 700).Select(_ => room.Rest.ReadChannelAsync(hidden.Id, TestRestClient.Stop)).ToList();
        foreach (var one in refused)
        {
            await Should.ThrowAsync<Exception>(one);
        }

        room.Record.InvalidRequests.ShouldBe(InvalidRequests.MostOfOne);
        (await Should.ThrowAsync<DiscordException>(room.Rest.ReadChannelAsync(hidden.Id, TestRestClient.Stop))).Fault.ShouldBe(ResearchBot.Core.Platforms.PlatformFault.Closed);
        await room.ReadAsync();
        await room.PostAsync();
        await room.DeferAsync(await room.AskAsync());
        await Task.Delay(TimeSpan.FromMinutes(11), room.Time, TestRestClient.Stop);
        await Should.ThrowAsync<DiscordException>(room.Rest.ReadChannelAsync(hidden.Id, TestRestClient.Stop));
        room.Record.InvalidRequests.ShouldBe(InvalidRequests.MostOfOne + 1);
    }

    [Fact]
    public void Long_before_Discord_blocks_the_address_for_refused_requests_nothing_is_sent_any_more()
    {
        var time = new HurriedClock();
        var refused = new InvalidRequests(time);
        static RestRequest Reading(int channel) => new(HttpMethod.Get, "channels/{channel}", $"{channel}", $"channels/{channel}");
        for (var i = 0; i < InvalidRequests.Most; i++)
        {
            refused.Stops(Reading(-1)).ShouldBeNull();
            refused.Add(Reading(i / 50), HttpStatusCode.Forbidden);
        }

        refused.Stops(Reading(-1)).ShouldBe(HttpStatusCode.TooManyRequests);
        time.Now += TimeSpan.FromMinutes(10);
        refused.Stops(Reading(-1)).ShouldBeNull();
    }

    private sealed class HurriedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Fact]
    public async Task A_crowd_of_requests_to_many_channels_breaks_no_limit_and_loses_no_message()
    {
        await using var room = await TestRestClient.OpenAsync(speed: 10);
        var count = TestScale.Of(1_000);
        var channels = Enumerable.Range(0, 20).Select(at => room.Room.Server.Setup.AddChannel(room.Room.Guild, $"c{at}")).ToList();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async at =>
        {
            var posted = await room.Rest.PostAsync(channels[at % 20].Id, TestRestClient.Text($"{at}", $"n{at}"), TestRestClient.Stop);
            if (at % 3 == 0)
            {
                await room.Rest.EditAsync(channels[at % 20].Id, posted.Id, TestRestClient.Text($"{at}!"), TestRestClient.Stop);
            }
        }));
        room.Record.Requests.Where(request => request.Status == 429).ShouldBeEmpty();
        room.Record.RateLimitViolations.ShouldBe(0);
        room.Record.Messages.Count.ShouldBe(count);
    }

    [Fact]
    public async Task What_is_remembered_of_past_interactions_is_bounded()
    {
        await using var room = await TestRestClient.OpenAsync(speed: 200);
        for (var at = 0; at < 3_000; at++)
        {
            await Should.ThrowAsync<DiscordException>(room.Client.SendAsync(
                new RestRequest(HttpMethod.Post, "interactions/{id}/{token}/callback", $"{at}", $"interactions/{at}/x/callback") { IsInteraction = true }, TestRestClient.Stop));
        }

        room.Client.Lines.ShouldBeLessThan(2_001);
    }
}
