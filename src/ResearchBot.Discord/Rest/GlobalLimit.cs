using System.Net;

namespace ResearchBot.Discord.Rest;

/// <summary>The token's own limit: 50 requests a second, and the pauses that Discord asks for. A request counts until a second after its answer:
/// nobody knows when between sending and answer the server counted it, and it may count two together that were sent apart.</summary>
internal sealed class GlobalLimit(TimeProvider time)
{
    private const int Most = 48; // of 50

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<long> _answered = new();
    private int _counted;
    private DateTimeOffset _blockedUntil;
    private DateTimeOffset _addressBlockedUntil;

    /// <param name="isOfAddress">Whether requests of interactions are held back too.</param>
    public void Block(TimeSpan pause, bool isOfAddress)
    {
        lock (_lock)
        {
            var until = time.GetUtcNow() + pause;
            _blockedUntil = Later(until, _blockedUntil);
            _addressBlockedUntil = isOfAddress ? Later(until, _addressBlockedUntil) : _addressBlockedUntil;
        }
    }

    /// <summary>Returns when a request may be sent, and counts it.</summary>
    /// <param name="isInteraction">Whether it belongs to an interaction: those are outside the limit.</param>
    public async Task WaitAsync(bool isInteraction, CancellationToken cancellationToken)
    {
        while (Take(isInteraction) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1), time, cancellationToken);
        }
    }

    public void Leave(bool isInteraction)
    {
        if (!isInteraction)
        {
            lock (_lock)
            {
                _answered.Enqueue(time.GetTimestamp());
            }
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private TimeSpan Take(bool isInteraction)
    {
        lock (_lock)
        {
            for (; _answered.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window; _counted--)
            {
                _answered.Dequeue();
            }

            var blocked = (isInteraction ? _addressBlockedUntil : _blockedUntil) - time.GetUtcNow();
            if (blocked > TimeSpan.Zero || isInteraction)
            {
                return blocked;
            }

            if (_counted == Most)
            {
                return _answered.TryPeek(out var first) ? Window - time.GetElapsedTime(first) : Window;
            }

            _counted++;
            return TimeSpan.Zero;
        }
    }
}

/// <summary>Counts refused requests by route, major id and cause. What was refused many times is not sent again for some minutes, and nothing else stops for
/// that. Discord blocks an address after 10,000 refusals in ten minutes, so long before that nothing at all is sent.</summary>
internal sealed class InvalidRequests(TimeProvider time)
{
    public const int MostOfOne = 100;
    public const int Most = 5_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Queue<(DateTimeOffset At, (string What, HttpStatusCode Cause) Key)> _refused = new();
    private readonly Dictionary<(string What, HttpStatusCode Cause), int> _counts = [];

    public void Add(RestRequest request, HttpStatusCode cause)
    {
        lock (_lock)
        {
            var key = (KeyOf(request), cause);
            _refused.Enqueue((time.GetUtcNow(), key));
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>Why a request is not sent; null if it may be.</summary>
    public HttpStatusCode? Stops(RestRequest request)
    {
        lock (_lock)
        {
            while (_refused.TryPeek(out var oldest) && time.GetUtcNow() - oldest.At >= Window)
            {
                _refused.Dequeue();
                if (--_counts[oldest.Key] == 0)
                {
                    _counts.Remove(oldest.Key);
                }
            }

            foreach (var cause in (ReadOnlySpan<HttpStatusCode>)[HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests])
            {
                if (_counts.GetValueOrDefault((KeyOf(request), cause)) >= MostOfOne)
                {
                    return cause;
                }
            }

            return _refused.Count >= Most ? HttpStatusCode.TooManyRequests : null;
        }
    }

    private static string KeyOf(RestRequest request) => $"{request.Method} {request.Route} {request.Major}";
}
