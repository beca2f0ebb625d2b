using System.Net;
using ResearchBot.Discord.Rest;
using ResearchBot.FakeDiscord.Control;
using RestRequest = ResearchBot.Discord.Rest.RestRequest;

namespace ResearchBot.Tests.Discord.Rest;

public sealed class BucketTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Routes_of_one_bucket_wait_for_each_other_where_the_major_id_is_the_same()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var limits = new RateLimits(clock);
        await SendAsync(limits, "a", "1", Told(remaining: 3));
        await SendAsync(limits, "b", "1", Told(remaining: 0)); // the same bucket, by another route
        var held = limits.WaitAsync(Request("a", "1"), Stop);
        var free = limits.WaitAsync(Request("a", "2"), Stop);
        held.IsCompleted.ShouldBeFalse();
        free.IsCompletedSuccessfully.ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(2.5));
        (await held).Dispose();
        (await free).Dispose();
    }

    [Fact]
    public async Task A_request_whose_answer_is_lost_counts()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var limits = new RateLimits(clock);
        await SendAsync(limits, "a", "1", Told(remaining: 1));
        (await limits.WaitAsync(Request("a", "1"), Stop)).Dispose();
        limits.WaitAsync(Request("a", "1"), Stop).IsCompleted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("0.064", null, 64)]
    [InlineData(null, """{"retry_after":1.337,"global":false}""", 1337)]
    [InlineData("65", """{"retry_after":64.57,"global":false}""", 64570)]
    [InlineData("3", "<html>", 3000)]
    [InlineData("3", "[]", 3000)]
    [InlineData("x", """{"retry_after":"x"}""", 60000)]
    [InlineData(null, """{"retry_after":1e300}""", 86400000)]
    [InlineData("-5", "", 0)]
    public void The_wait_of_a_429_is_read_from_body_or_header(string? header, string? body, int milliseconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (header is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", header);
        }

        RateLimitHeaders.Read(response, body ?? string.Empty).RetryAfter!.Value.TotalMilliseconds.ShouldBe(milliseconds, tolerance: 0.01);
    }

    private static RateLimitHeaders Told(int remaining) => new("bucket", remaining, TimeSpan.FromSeconds(2.5), null, IsGlobal: false, IsShared: false);

    private static RestRequest Request(string route, string major) => new(HttpMethod.Get, route, major, $"{route}/{major}");

    private static async Task SendAsync(RateLimits limits, string route, string major, RateLimitHeaders answer)
    {
        using var permit = await limits.WaitAsync(Request(route, major), Stop);
        permit.Learn(answer);
    }
}
