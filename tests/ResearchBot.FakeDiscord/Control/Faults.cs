using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord.Guilds;

namespace ResearchBot.FakeDiscord.Control;

/// <summary>Switches for what goes wrong; those with a count wear off.</summary>
public sealed class Faults
{
    private readonly FaultQueue<RestFault> _rest = new(fault => fault.Route);

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
    internal RestFault? Take(string route) => _rest.Take(route);

    private void Add(RestFault fault, int times) => _rest.Add(fault, times);
}

internal enum RestFaultKind
{
    TooManyRequests,
    CloudflareBlock,
    ErrorBeforeWork,
    ErrorAfterWork,
    ResetBeforeWork,
    ResetAfterWork,
    UnknownInteraction,
    AlreadyAcknowledged,
}

/// <summary>What happens to one request whose "METHOD template" contains the route.</summary>
internal sealed record RestFault(RestFaultKind Kind, string Route)
{
    public int Status { get; init; } = 502;

    public string Scope { get; init; } = "user";

    public double RetryAfter { get; init; }

    public bool WithBody { get; init; } = true;
}

/// <summary>What the gateway does to the connections that are open now.</summary>
public sealed class GatewayFaults
{
    private readonly World _world;
    private readonly GatewayHub _gateway;

    internal GatewayFaults(World world, GatewayHub gateway) => (_world, _gateway) = (world, gateway);

    /// <summary>Breaks the TCP connections; the sessions can be resumed.</summary>
    public void Drop() => Each(connection => connection.Drop());

    /// <summary>Breaks them, and sends so many events that the client has once more at its resume.</summary>
    public void DropAndReplay(int duplicates) => Each(connection =>
    {
        if (connection.Session is { } session)
        {
            session.Duplicates = duplicates;
        }

        connection.Drop();
    });

    /// <summary>Closes with a code. After 4007 and 4009 the session is gone.</summary>
    public void CloseWith(int code) => Each(connection =>
    {
        if (code is 4007 or 4009 && connection.Session is { } session)
        {
            _gateway.Forget(session);
        }

        connection.Close(code, "");
    });

    public void Op7() => Each(connection => connection.Send(new JsonObject { ["t"] = null, ["s"] = null, ["op"] = 7, ["d"] = null }));

    public void Op9(bool resumable) => Each(connection =>
    {
        if (!resumable && connection.Session is { } session)
        {
            _gateway.Forget(session);
        }

        GatewayHub.InvalidSession(connection, resumable);
    });

    /// <summary>Op 1: the client has to beat at once.</summary>
    public void AskForHeartbeat() => Each(connection => connection.Send(new JsonObject { ["t"] = null, ["s"] = null, ["op"] = 1, ["d"] = null }));

    /// <summary>Sends what is no payload at all.</summary>
    public void SendRaw(string text) => Each(connection => connection.SendRaw(text));

    /// <summary>Neither reads nor sends on these connections any more; they stay open.</summary>
    public void Freeze() => Each(connection => connection.IsFrozen = true);

    /// <summary>Sends any event, for fields and events that no method here makes.</summary>
    public void Dispatch(string name, JsonObject data, string? guildId = null)
    {
        lock (_world.Gate)
        {
            _gateway.Dispatch(name, guildId, Intents.None, data);
        }
    }

    private void Each(Action<GatewayConnection> action)
    {
        lock (_world.Gate)
        {
            foreach (var connection in _gateway.Connections)
            {
                action(connection);
            }
        }
    }
}
