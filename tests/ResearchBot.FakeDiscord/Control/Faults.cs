using System.Collections.Concurrent;

namespace ResearchBot.FakeDiscord.Control;

/// <summary>Switches for what goes wrong; those with a count wear off.</summary>
public sealed class Faults
{
    private readonly ConcurrentQueue<RestFault> _rest = [];

    public bool NeverHello { get; set; }

    public bool NeverReady { get; set; }

    public bool NoAck { get; set; }

    public bool NeverResumed { get; set; }

    /// <summary>Payloads leave in three pieces: zlib as messages of their own, JSON as frames.</summary>
    public bool SplitFrames { get; set; }

    /// <summary>Bodies stop in the middle for this long.</summary>
    public TimeSpan SlowBodies { get; set; }

    /// <summary>Requests are answered this much later.</summary>
    public TimeSpan SlowRest { get; set; }

    /// <summary>Answers 429 of a scope (user, shared, global), with or without its JSON, or as Cloudflare's page.</summary>
    public void Http429(string scope = "user", bool html = false, double retryAfter = 0.5, string route = "", int times = 1, bool withBody = true) =>
        Add(new RestFault(html ? RestFaultKind.CloudflareBlock : RestFaultKind.TooManyRequests, route) { Scope = scope, RetryAfter = retryAfter, WithBody = withBody }, times);

    public void Error5xxBeforeWork(int status = 502, string route = "", int times = 1) =>
        Add(new RestFault(RestFaultKind.ErrorBeforeWork, route) { Status = status }, times);

    public void Error5xxAfterWork(int status = 502, string route = "", int times = 1) =>
        Add(new RestFault(RestFaultKind.ErrorAfterWork, route) { Status = status }, times);

    /// <summary>Breaks the TCP connection before or after the work.</summary>
    public void Reset(bool afterWork, string route = "", int times = 1) =>
        Add(new RestFault(afterWork ? RestFaultKind.ResetAfterWork : RestFaultKind.ResetBeforeWork, route), times);

    /// <summary>The next callbacks are answered 10062, the interaction stays unacknowledged.</summary>
    public void InteractionUnknown(int times = 1) => Add(new RestFault(RestFaultKind.UnknownInteraction, "POST interactions/"), times);

    /// <summary>The next callbacks take effect and are answered 40060, as after a lost reply.</summary>
    public void AlreadyAcked(int times = 1) => Add(new RestFault(RestFaultKind.AlreadyAcknowledged, "POST interactions/"), times);

    /// <summary>Takes the first fault that is meant for this route ("METHOD template").</summary>
    internal RestFault? Take(string route)
    {
        for (var left = _rest.Count; left > 0 && _rest.TryDequeue(out var fault); left--)
        {
            if (route.Contains(fault.Route, StringComparison.Ordinal))
            {
                return fault;
            }

            _rest.Enqueue(fault);
        }

        return null;
    }

    private void Add(RestFault fault, int times)
    {
        for (; times > 0; times--)
        {
            _rest.Enqueue(fault);
        }
    }
}
