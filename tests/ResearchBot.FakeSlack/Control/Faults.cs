using System.Collections.Concurrent;

namespace ResearchBot.FakeSlack.Control;

/// <summary>Switches for what goes wrong; those with a count wear off.</summary>
public sealed class Faults
{
    private readonly ConcurrentQueue<ApiFault> _api = [];
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
    internal ApiFault? Take(string method)
    {
        for (var left = _api.Count; left > 0 && _api.TryDequeue(out var fault); left--)
        {
            if (method.Contains(fault.Method, StringComparison.Ordinal))
            {
                return fault;
            }

            _api.Enqueue(fault);
        }

        return null;
    }

    private void Add(ApiFault fault, int times) => Repeat(times, () => _api.Enqueue(fault));

    private static void Repeat(int times, Action act)
    {
        for (; times > 0; times--)
        {
            act();
        }
    }
}
