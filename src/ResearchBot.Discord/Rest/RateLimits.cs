using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace ResearchBot.Discord.Rest;

/// <summary>Discord's limits, learnt from its answers: one line of requests for each bucket and major id, and the global limit of the token. There is
/// one of these for a token.</summary>
internal sealed class RateLimits(TimeProvider time)
{
    private const int FewLines = 1_000;

    private readonly ConcurrentDictionary<string, string> _buckets = [];
    private readonly ConcurrentDictionary<string, RateLimitLine> _lines = [];
    private readonly GlobalLimit _global = new(time);
    private volatile int _sweepAt = FewLines;

    internal int Lines => _lines.Count;

    /// <summary>Returns when the request may be sent; nothing else of its line is sent until the permit is disposed of.</summary>
    public async Task<RateLimitPermit> WaitAsync(RestRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = LineOf(request);
            await line.Turn.WaitAsync(cancellationToken);
            try
            {
                if (line.IsRetired || line != LineOf(request))
                {
                    line.Turn.Release(); // its bucket became known, or it was swept, while this request waited
                    continue;
                }

                await line.WaitAsync(time, cancellationToken);
                await _global.WaitAsync(request.IsInteraction, cancellationToken);
                line.Count();
                return new RateLimitPermit(this, request, line);
            }
            catch
            {
                line.Turn.Release();
                throw;
            }
        }
    }

    internal void Learn(RestRequest request, RateLimitLine line, RateLimitHeaders headers)
    {
        line.Update(headers, isOwn: true, time);
        if (headers.RetryAfter is { } pause && (headers.IsGlobal || headers.IsOfAddress))
        {
            _global.Block(pause, headers.IsOfAddress);
        }

        if (headers.Bucket is { } bucket)
        {
            _buckets[RouteKey(request)] = bucket;
        }

        // What was learnt holds for the bucket from now on; a line of it may be there already, from another route.
        if (_lines.GetOrAdd(LineKey(request), line) is var shared && shared != line)
        {
            shared.Update(headers, isOwn: false, time);
        }
    }

    internal void Leave(RestRequest request, RateLimitLine line)
    {
        _global.Leave(request.IsInteraction);
        line.Turn.Release();
    }

    private static string RouteKey(RestRequest request) => $"{request.Method} {request.Route}";

    private string LineKey(RestRequest request)
    {
        var route = RouteKey(request);
        return $"{_buckets.GetValueOrDefault(route, route)}/{request.Major}";
    }

    private RateLimitLine LineOf(RestRequest request)
    {
        if (_lines.Count > _sweepAt)
        {
            Sweep();
            _sweepAt = Math.Max(FewLines, _lines.Count * 2); // those that are needed are not gone through for every request
        }

        return _lines.GetOrAdd(LineKey(request), _ => new RateLimitLine());
    }

    /// <summary>Drops lines in which nobody stands and nothing is remembered, such as those of past interactions.</summary>
    private void Sweep()
    {
        foreach (var (key, line) in _lines)
        {
            if (line.Turn.Wait(0, CancellationToken.None))
            {
                if (line.IsFree(time))
                {
                    line.IsRetired = true;
                    _lines.TryRemove(KeyValuePair.Create(key, line));
                }

                line.Turn.Release();
            }
        }
    }
}

/// <summary>The requests of one bucket and major id, one at a time.</summary>
internal sealed class RateLimitLine
{
    private readonly Lock _lock = new();
    private int _remaining = 1;
    private long _since;
    private TimeSpan _resetAfter;

    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>Whether it was dropped; whoever waited in it looks for another one.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Returns when the bucket has room. Called by whoever has the turn.</summary>
    public async Task WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        while (Wait(time) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>Counts a request that is sent: its answer, which would say so, may be lost.</summary>
    public void Count()
    {
        lock (_lock)
        {
            _remaining--;
        }
    }

    /// <summary>Takes over what an answer says.</summary>
    /// <param name="isOwn">Whether the request stood in this line. One of another line of the same bucket may have been overtaken, so it only lowers what is left.</param>
    public void Update(RateLimitHeaders headers, bool isOwn, TimeProvider time)
    {
        var (remaining, resetAfter) = headers.RetryAfter is { } pause ? (0, pause) : (headers.Remaining, headers.ResetAfter);
        lock (_lock)
        {
            if (remaining is { } left && resetAfter is { } reset && (isOwn || left < _remaining || Left(time) <= TimeSpan.Zero))
            {
                (_remaining, _since, _resetAfter) = (left, time.GetTimestamp(), reset);
            }
        }
    }

    public bool IsFree(TimeProvider time)
    {
        lock (_lock)
        {
            return Left(time) <= TimeSpan.Zero;
        }
    }

    private TimeSpan Wait(TimeProvider time)
    {
        lock (_lock)
        {
            return _remaining <= 0 ? Left(time) : TimeSpan.Zero;
        }
    }

    private TimeSpan Left(TimeProvider time) => _resetAfter - time.GetElapsedTime(_since);
}

/// <summary>The turn of a request in its line.</summary>
internal sealed class RateLimitPermit(RateLimits limits, RestRequest request, RateLimitLine line) : IDisposable
{
    public void Learn(RateLimitHeaders headers) => limits.Learn(request, line, headers);

    public void Dispose() => limits.Leave(request, line);
}

/// <summary>What an answer says about limits.</summary>
/// <param name="Bucket">The bucket that the route belongs to; null if it is not said.</param>
/// <param name="IsGlobal">Of a 429: whether it is the token's limit, not the bucket's.</param>
/// <param name="IsShared">Of a 429: whether others used up a limit that is not ours alone; then it does not count against us.</param>
internal sealed record RateLimitHeaders(
    string? Bucket, int? Remaining, TimeSpan? ResetAfter, TimeSpan? RetryAfter, bool IsGlobal, bool IsShared)
{
    /// <summary>Of a 429: whether it is the network before Discord that refuses this address, whatever is asked.</summary>
    public bool IsOfAddress { get; private init; }

    /// <summary>Used where a 429 says nothing: it comes from the network before Discord then.</summary>
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(60);

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
