using System.Globalization;
using System.Net;
using System.Text.Json;

namespace ResearchBot.Discord.Rest;

/// <summary>What an answer says about limits.</summary>
/// <param name="Bucket">The bucket that the route belongs to; null where it is not said.</param>
/// <param name="Remaining">Requests left in it.</param>
/// <param name="ResetAfter">When it is full again.</param>
/// <param name="RetryAfter">Of a 429: how long to wait.</param>
/// <param name="IsGlobal">Of a 429: whether it is the token's limit, not the bucket's.</param>
/// <param name="IsShared">Of a 429: whether others used up a limit that is not ours alone; then it does not count against us.</param>
internal sealed record RateLimitHeaders(
    string? Bucket, int? Remaining, TimeSpan? ResetAfter, TimeSpan? RetryAfter, bool IsGlobal, bool IsShared)
{
    /// <summary>Of a 429: whether it is the network before Discord that refuses this address, whatever is asked.</summary>
    public bool IsOfAddress { get; private init; }

    /// <summary>Used where a 429 says nothing: it comes from the network before Discord then.</summary>
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(60);

    /// <summary>Reads an answer.</summary>
    /// <param name="response">Its headers.</param>
    /// <param name="body">Its text.</param>
    public static RateLimitHeaders Read(HttpResponseMessage response, string body)
    {
        string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
        var scope = Header("X-RateLimit-Scope");
        var (pause, isGlobal, isOfAddress) = ((TimeSpan?)null, scope == "global" || Header("X-RateLimit-Global") is not null, false);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            var (said, global) = ReadBody(body);
            pause = said ?? Seconds(Header("Retry-After")) ?? Unsaid;
            isGlobal |= global ?? false;
            isOfAddress = global is null && scope is null && !isGlobal; // nothing of it is Discord's own
        }

        return new RateLimitHeaders(
            Header("X-RateLimit-Bucket"),
            int.TryParse(Header("X-RateLimit-Remaining"), NumberStyles.None, CultureInfo.InvariantCulture, out var remaining) ? remaining : null,
            Seconds(Header("X-RateLimit-Reset-After")),
            pause,
            isGlobal,
            scope == "shared")
        {
            IsOfAddress = isOfAddress,
        };
    }

    private static (TimeSpan? RetryAfter, bool? IsGlobal) ReadBody(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return (
                root.TryGetProperty("retry_after", out var seconds) && seconds.TryGetDouble(out var value) ? ToSpan(value) : null,
                root.TryGetProperty("global", out var global) && global.ValueKind == JsonValueKind.True);
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }

    private static TimeSpan? Seconds(string? written) =>
        double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? ToSpan(seconds) : null;

    private static TimeSpan? ToSpan(double seconds) =>
        double.IsFinite(seconds) ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.FromDays(1).TotalSeconds)) : null;
}
