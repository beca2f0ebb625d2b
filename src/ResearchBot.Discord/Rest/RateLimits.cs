using System.Collections.Concurrent;

namespace ResearchBot.Discord.Rest;

/// <summary>
/// Discord's limits, learnt from its answers: one line of requests for each bucket and major id, and the global limit of the
/// token. There is one of these for a token.
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    private const int FewLines = 1_000;

    private readonly ConcurrentDictionary<string, string> _buckets = [];
    private readonly ConcurrentDictionary<string, RateLimitLine> _lines = [];
    private readonly GlobalLimit _global = new(time);
    private volatile int _sweepAt = FewLines;

    /// <summary>How many lines are kept.</summary>
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

    /// <summary>Takes over what an answer says of its bucket.</summary>
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

    /// <summary>The request was answered or given up; the next of its line may go.</summary>
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
