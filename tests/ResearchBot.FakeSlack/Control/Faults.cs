using System.Collections.Concurrent;
using ResearchBot.FakeSlack.SocketMode;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Control;

/// <summary>Switches for what goes wrong; those with a count wear off.</summary>
public sealed class Faults
{
    private readonly FaultQueue<ApiFault> _api = new(fault => fault.Method);
    private readonly ConcurrentQueue<int> _handshakes = [];
    private readonly ConcurrentQueue<string> _insteadOfHello = [];

    /// <summary>Sockets open but hello never comes.</summary>
    public bool NeverHello { get; set; }

    /// <summary>After a disconnect frame the server leaves the socket open for ever.</summary>
    public bool NeverCloses { get; set; }

    /// <summary>Pings of the client are not answered.</summary>
    public bool NoPong { get; set; }

    /// <summary>The server sends no pings of its own.</summary>
    public bool NoPing { get; set; }

    /// <summary>A retry carries the envelope id of the first attempt.</summary>
    public bool SameEnvelopeIdOnRetry { get; set; }

    /// <summary>So many acknowledgements get lost on their way.</summary>
    public int LostAcks { get; set; }

    /// <summary>Frames leave in pieces of so many bytes, wherever that cuts; 0: whole.</summary>
    public int FragmentBytes { get; set; }

    /// <summary>Envelopes get so many bytes more.</summary>
    public int PaddingBytes { get; set; }

    /// <summary>An envelope may go to a socket that was told to disconnect even while another lives.</summary>
    public bool DeliversToRetiring { get; set; }

    /// <summary>File downloads answer 302 first: to the same host, or to this one.</summary>
    public bool FilesRedirect { get; set; }

    public string? FilesRedirectTo { get; set; }

    /// <summary>A file's bytes stop in the middle.</summary>
    public bool FilesCut { get; set; }

    /// <summary>429 with Retry-After; until that is over the method stays refused.</summary>
    public void RateLimit(string method, int retryAfterSeconds = 1, int times = 1) =>
        Add(new ApiFault(ApiFaultKind.RateLimited, method) { Wait = TimeSpan.FromSeconds(retryAfterSeconds) }, times);

    /// <summary>200 with ok false.</summary>
    public void Error(string method, string error, int times = 1) => Add(new ApiFault(ApiFaultKind.Error, method) { Text = error }, times);

    /// <summary>A page in place of JSON, before or after the work was done.</summary>
    public void Html(string method, int status = 503, bool afterWork = false, int times = 1) =>
        Add(new ApiFault(afterWork ? ApiFaultKind.HtmlAfterWork : ApiFaultKind.HtmlBeforeWork, method) { Status = status }, times);

    /// <summary>Breaks the TCP connection before or after the work.</summary>
    public void Reset(string method, bool afterWork, int times = 1) =>
        Add(new ApiFault(afterWork ? ApiFaultKind.ResetAfterWork : ApiFaultKind.ResetBeforeWork, method), times);

    /// <summary>The answer ends in the middle of its body.</summary>
    public void CutBody(string method, int times = 1) => Add(new ApiFault(ApiFaultKind.CutBody, method), times);

    /// <summary>The answer stops in the middle for so long, by the fake's clock.</summary>
    public void SlowBody(string method, TimeSpan wait, int times = 1) => Add(new ApiFault(ApiFaultKind.SlowBody, method) { Wait = wait }, times);

    /// <summary>200 with any body.</summary>
    public void Body(string method, string body, int times = 1) => Add(new ApiFault(ApiFaultKind.ForeignBody, method) { Text = body }, times);

    /// <summary>The next websocket handshakes are answered with this status.</summary>
    public void Handshake(int status, int times = 1) => Repeat(times, () => _handshakes.Enqueue(status));

    /// <summary>The next sockets get a disconnect frame with this reason in place of hello, and are closed.</summary>
    public void InsteadOfHello(string reason, int times = 1) => Repeat(times, () => _insteadOfHello.Enqueue(reason));

    internal int? TakeHandshake() => _handshakes.TryDequeue(out var status) ? status : null;

    internal string? TakeInsteadOfHello() => _insteadOfHello.TryDequeue(out var reason) ? reason : null;

    /// <summary>Takes the first fault that is meant for this method.</summary>
    internal ApiFault? Take(string method) => _api.Take(method);

    private void Add(ApiFault fault, int times) => _api.Add(fault, times);

    private static void Repeat(int times, Action act)
    {
        for (; times > 0; times--)
        {
            act();
        }
    }
}

internal enum ApiFaultKind
{
    RateLimited,
    Error,
    HtmlBeforeWork,
    HtmlAfterWork,
    ResetBeforeWork,
    ResetAfterWork,
    CutBody,
    SlowBody,
    ForeignBody,
}

/// <summary>What happens to one call of a method whose name contains <paramref name="Method"/>.</summary>
internal sealed record ApiFault(ApiFaultKind Kind, string Method)
{
    public int Status { get; init; } = 503;

    /// <summary>The error's name, or the foreign body.</summary>
    public string Text { get; init; } = "";

    public TimeSpan Wait { get; init; }
}

/// <summary>What can be done to open sockets. Without a number it is done to all.</summary>
public sealed class SocketFaults
{
    private readonly World _world;
    private readonly SocketHub _hub;

    internal SocketFaults(World world, SocketHub hub) => (_world, _hub) = (world, hub);

    /// <summary>The numbers of the sockets that had their hello and are open.</summary>
    public IReadOnlyList<int> Live
    {
        get
        {
            lock (_world.Gate)
            {
                return [.. _hub.Connections.Where(one => one.IsLive).Select(one => one.Number)];
            }
        }
    }

    /// <summary>warning, refresh_requested, link_disabled (no new sockets either) or any other reason.</summary>
    public void Disconnect(string reason, int? socket = null) => Each(socket, one => _hub.Disconnect(one, reason));

    /// <summary>After link_disabled: Socket Mode is switched on again.</summary>
    public void SwitchOn()
    {
        lock (_world.Gate)
        {
            _hub.IsOn = true;
        }
    }

    public void CloseWith(int code, int? socket = null) => Each(socket, one => one.Close(code, "closed by the test"));

    /// <summary>The TCP connection ends without a close frame (a client sees 1006): by FIN or by RST.</summary>
    public void Break(bool reset, int? socket = null) => Each(socket, one => one.Break(reset));

    /// <summary>Nothing is read or sent any more; the TCP connection stays.</summary>
    public void Freeze(int? socket = null) => Each(socket, one => one.Stream.IsFrozen = true);

    /// <summary>Pings of the client get no pong; all else works.</summary>
    public void StopPongs(int? socket = null) => Each(socket, one => one.Stream.SwallowsPongs = true);

    public void SendText(string text, int? socket = null) => Each(socket, one => one.SendText(text));

    public void SendBinary(byte[] bytes, int? socket = null) => Each(socket, one => one.SendBinary(bytes));

    /// <summary>Sends an event again, whether or not it was acknowledged.</summary>
    public void Resend(Envelope envelope, int attempt = 1, bool sameEnvelopeId = false) => _hub.Resend(envelope, attempt, sameEnvelopeId);

    private void Each(int? socket, Action<SocketConnection> act)
    {
        lock (_world.Gate)
        {
            foreach (var one in _hub.Connections.Where(one => socket is null || one.Number == socket))
            {
                act(one);
            }
        }
    }
}
