using Microsoft.AspNetCore.Http;
using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Control;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.SocketMode;

/// <summary>All sockets of the app: tickets, hello, one random socket for each envelope, acknowledgements and retries.</summary>
internal sealed class SocketHub(World world, Faults faults, Record record)
{
    private const int MostSockets = 10;
    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, DateTimeOffset> _tickets = [];
    private readonly List<SocketConnection> _connections = [];
    private readonly Dictionary<string, (Envelope Envelope, SocketConnection Socket, ITimer Timer)> _pending = [];
    private readonly List<ITimer> _retries = [];
    private readonly Random _random = new(world.Options.Seed);
    private int _count;

    public Faults Faults => faults;

    /// <summary>Switched off by link_disabled.</summary>
    public bool IsOn { get; set; } = true;

    public IReadOnlyList<SocketConnection> Connections => [.. _connections];

    public JsonObject Open()
    {
        record.Opens.Add(world.Clock.GetUtcNow());
        if (!IsOn)
        {
            throw new ApiError("socket_mode_not_enabled");
        }

        var ticket = Guid.NewGuid().ToString("N");
        _tickets[ticket] = world.Clock.GetUtcNow() + TicketLife;
        var json = ApiCall.Ok();
        json["url"] = $"{world.Url.Replace("http://", "ws://", StringComparison.Ordinal)}/link/?ticket={ticket}&app_id={world.Options.AppId}";
        return json;
    }

    public async Task AcceptAsync(HttpContext http)
    {
        int? refused = null;
        lock (world.Gate)
        {
            refused = !Handshake.IsAsked(http) ? 400
                : faults.TakeHandshake() is { } status ? status
                : _tickets.Remove(http.Request.Query["ticket"].ToString(), out var until) && until > world.Clock.GetUtcNow() ? null : 403;
            if (refused is not null)
            {
                record.Happened($"handshake {refused}");
            }
        }

        if (refused is not null)
        {
            http.Response.StatusCode = refused.Value;
            return;
        }

        var (stream, socket) = await Handshake.AcceptAsync(http);
        using var open = socket;
        SocketConnection connection;
        lock (world.Gate)
        {
            connection = new SocketConnection(this, http, stream, socket, ++_count);
            _connections.Add(connection);
            record.Happened("connected");
            Greet(connection, http.Request.Query["debug_reconnects"] == "true" ? TimeSpan.FromSeconds(360) : world.Options.ConnectionLife);
        }

        await connection.RunAsync(http.RequestAborted);
    }

    private void Greet(SocketConnection connection, TimeSpan? life)
    {
        connection.Stream.SwallowsPongs = faults.NoPong;
        connection.Timers.Add(Timers.Every(world.Clock, Notice, () => _ = faults.NoPing ? Task.CompletedTask : PingAsync(connection)));
        var reason = _connections.Count > MostSockets ? "too_many_websockets" : faults.TakeInsteadOfHello();
        if (reason is not null)
        {
            connection.Send(DisconnectFrame(reason));
            connection.Close(1000, "");
        }
        else if (!faults.NeverHello)
        {
            connection.IsLive = true;
            connection.Send(new JsonObject
            {
                ["type"] = "hello",
                ["num_connections"] = _connections.Count(one => one.IsLive),
                ["connection_info"] = new JsonObject { ["app_id"] = world.Options.AppId },
                ["debug_info"] = new JsonObject
                {
                    ["host"] = "applink-fake",
                    ["build_number"] = 1,
                    ["approximate_connection_time"] = (int)(life ?? TimeSpan.FromSeconds(18060)).TotalSeconds,
                },
            });
            Counted("hello");
            if (life is { } span)
            {
                connection.Timers.Add(Timers.Once(world.Clock, span, () => Disconnect(connection, "warning")));
            }
        }
    }

    /// <summary>Sends a disconnect frame; the socket is closed ten seconds later unless the fault leaves it open.</summary>
    public void Disconnect(SocketConnection connection, string reason)
    {
        lock (world.Gate)
        {
            connection.IsRetiring = true;
            connection.Send(DisconnectFrame(reason));
            record.Happened($"disconnect {reason}");
            if (reason == "link_disabled")
            {
                IsOn = false;
            }

            if (!faults.NeverCloses)
            {
                connection.Timers.Add(Timers.Once(world.Clock, Notice, () => connection.Close(1000, "")));
            }
        }
    }

    /// <summary>Sends an envelope to one live socket; without one it fails at once.</summary>
    public void Send(Envelope envelope)
    {
        lock (world.Gate)
        {
            record.Envelopes.Add(envelope);
            var live = _connections.Where(one => one.IsLive).ToList();
            if (!faults.DeliversToRetiring && live.Exists(one => !one.IsRetiring))
            {
                live.RemoveAll(one => one.IsRetiring);
            }

            if (live.Count == 0)
            {
                envelope.TimedOut = true;
                record.Happened("no socket");
                Failed(envelope, "dispatch_failed");
                return;
            }

            var socket = live[_random.Next(live.Count)];
            envelope.Socket = socket.Number;
            envelope.SentAt = world.Clock.GetTimestamp();
            if (_pending.Remove(envelope.Id, out var earlier))
            {
                earlier.Timer.Dispose();
            }

            _pending[envelope.Id] = (envelope, socket, Timers.Once(world.Clock, world.Options.Patience, () => TimedOut(envelope)));
            var frame = envelope.ToJson();
            if (faults.PaddingBytes > 0)
            {
                frame["padding"] = new string('x', faults.PaddingBytes);
            }

            socket.Send(frame);
            record.Happened(envelope.Type);
        }
    }

    public void Received(SocketConnection connection, string text)
    {
        lock (world.Gate)
        {
            var ack = JsonReading.Parse(text);
            var id = ack.Text("envelope_id") ?? "";
            if (!_pending.TryGetValue(id, out var pending) || pending.Socket != connection)
            {
                record.StrayAcks++;
                record.Happened("stray ack");
                return;
            }

            if (faults.LostAcks > 0)
            {
                faults.LostAcks--;
                record.Happened("lost ack");
                return;
            }

            var envelope = pending.Envelope;
            var after = world.Clock.GetElapsedTime(envelope.SentAt);
            if (envelope.AckedAfter is not null)
            {
                record.StrayAcks++;
                return;
            }

            envelope.AckedAfter = after;
            pending.Timer.Dispose();
            var response = ack.Field("payload");
            envelope.Response = response?.DeepClone();
            if (!envelope.AcceptsResponse && response is JsonObject { Count: > 0 })
            {
                record.RuleErrors.Add($"An acknowledgement of {envelope.Type} carried a payload that was not accepted.");
            }

            if (envelope.TimedOut)
            {
                record.LateAcks++;
            }
            else
            {
                envelope.Done?.Invoke(envelope.Response, null);
            }

            record.Happened("ack");
        }
    }

    public void Ended(SocketConnection connection, int? code)
    {
        lock (world.Gate)
        {
            connection.Timers.ForEach(timer => timer.Dispose());
            _connections.Remove(connection);
            record.Closes.Add(code);
            if (connection.IsLive)
            {
                connection.IsLive = false;
                Counted("disconnected");
            }
            else
            {
                record.Happened("disconnected");
            }
        }
    }

    /// <summary>Sends the event again as Slack does, whether or not it was acknowledged.</summary>
    public void Resend(Envelope envelope, int attempt, bool sameEnvelopeId) =>
        Send(new Envelope(sameEnvelopeId ? envelope.Id : Guid.NewGuid().ToString(), envelope.Type, (JsonObject)envelope.Payload.DeepClone(), envelope.AcceptsResponse)
        {
            RetryAttempt = attempt,
            RetryReason = attempt == 0 ? null : "timeout",
            Done = envelope.Done,
        });

    private void TimedOut(Envelope envelope)
    {
        lock (world.Gate)
        {
            if (envelope.AckedAfter is not null || envelope.TimedOut)
            {
                return;
            }

            envelope.TimedOut = true;
            record.Happened("ack timeout");
            Failed(envelope, "operation_timeout");
        }
    }

    private void Failed(Envelope envelope, string error)
    {
        if (envelope.Type != "events_api")
        {
            envelope.Done?.Invoke(null, error);
        }
        else if (envelope.RetryAttempt < world.Options.RetryDelays.Count)
        {
            _retries.Add(Timers.Once(
                world.Clock, world.Options.RetryDelays[envelope.RetryAttempt], () => Resend(envelope, envelope.RetryAttempt + 1, faults.SameEnvelopeIdOnRetry)));
        }
        else
        {
            record.Happened("event lost");
        }
    }

    private void Counted(string what)
    {
        var live = _connections.Count(one => one.IsLive);
        record.LiveSockets.Add(new SocketCount(world.Clock.GetUtcNow(), live));
        record.TimesWithoutSocket += live == 0 ? 1 : 0;
        record.Happened(what);
    }

    private static async Task PingAsync(SocketConnection connection)
    {
        try
        {
            await connection.Stream.PingAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
        }
    }

    private static JsonObject DisconnectFrame(string reason) => new()
    {
        ["type"] = "disconnect",
        ["reason"] = reason,
        ["debug_info"] = new JsonObject { ["host"] = "applink-fake" },
    };
}
