using System.Collections.Concurrent;

namespace ResearchBot.Discord.Rest;

/// <summary>
/// Discord's limits, learnt from its answers: one line of requests for each bucket and major id, and the global limit of the
/// token. There is one of these for a token.
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    private const int SweepAt = 1_000;

    private readonly ConcurrentDictionary<string, string> _buckets = [];
    private readonly ConcurrentDictionary<string, RateLimitLine> _lines = [];
    private readonly GlobalLimit _global = new(time);

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
                if (!request.IsInteraction)
                {
                    await _global.WaitAsync(cancellationToken);
                }

                return new RateLimitPermit(this, request, line);
            }
            catch
            {
                line.Turn.Release();
                throw;
            }
        }
    }

    /// <summary>Takes over what an answer says of its bucket.</summary>
    internal void Learn(RestRequest request, RateLimitLine line, RateLimitHeaders headers)
    {
        line.Update(headers, time);
        if (headers.IsGlobal && headers.RetryAfter is { } pause)
        {
            _global.Block(pause);
        }

        if (headers.Bucket is { } bucket && _buckets.GetValueOrDefault(RouteKey(request)) != bucket)
        {
            _buckets[RouteKey(request)] = bucket;
            _lines.TryAdd(LineKey(request), line); // what was learnt holds for the bucket from now on
        }
    }

    private static string RouteKey(RestRequest request) => $"{request.Method} {request.Route}";

    private string LineKey(RestRequest request)
    {
        var route = RouteKey(request);
        return $"{_buckets.GetValueOrDefault(route, route)}/{request.Major}";
    }

    private RateLimitLine LineOf(RestRequest request)
    {
        if (_lines.Count > SweepAt)
        {
            Sweep();
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
