using System.Globalization;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace ResearchBot.Discord.Gateway;

/// <summary>One connection to the gateway, from Hello to its end. It receives, beats and hands events on; nothing else happens here, so that no work
/// on an event can delay a heartbeat.</summary>
internal sealed class GatewayConnection(
    ClientWebSocket socket, GatewaySession session, ChannelWriter<GatewayEvent> events, GatewayDeadlines deadlines,
    TimeProvider time) : IAsyncDisposable
{
    private readonly FrameReader _frames = new(socket);
    private readonly SendLimiter _limiter = new(time);
    private readonly SemaphoreSlim _sending = new(1);

    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Heartbeat? _heartbeat;
    private bool _greeted;
    private long? _readyAt;
    private Task _answering = Task.CompletedTask;

    public bool IsReady => _readyAt is not null;

    /// <summary>Greets, identifies or resumes, and receives until the connection ends; then it is closed.</summary>
    /// <param name="greet">Makes what is sent after Hello: identify or resume.</param>
    public async Task<ConnectionEnd> RunAsync(Func<CancellationToken, Task<object>> greet, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stopping = cancellationToken.Register(() => stopped.TrySetResult());
        using var ended = new CancellationTokenSource();
        var conversation = ConverseAsync(greet, ended.Token);
        await Task.WhenAny(conversation, stopped.Task, _died.Task);
        var isDead = _died.Task.IsCompleted && !conversation.IsCompleted;

        // Cancelling a receive aborts the socket, after which no close can be sent: so goodbye comes first.
        await CloseAsync(cancellationToken.IsCancellationRequested ? 1000 : GatewayCloseCodes.Resumable);
        await ended.CancelAsync();
        var end = await conversation;
        return isDead ? End(NextStep.Resume, "A heartbeat was not acknowledged.") : end;
    }

    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        _frames.Dispose();
        _sending.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ConnectionEnd> ConverseAsync(Func<CancellationToken, Task<object>> greet, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beating = Task.CompletedTask;
        try
        {
            var first = await ReadAsync("Hello", deadlines.Hello, ended.Token);
            if (first is not { Op: GatewayOpcode.Hello } || !first.Data.TryGetProperty("heartbeat_interval", out var interval))
            {
                return first is null ? Closed() : After(first, "before Hello") ?? End(NextStep.Resume, "No Hello came.");
            }

            _heartbeat = new Heartbeat(BeatAsync, time, Random.Shared);
            beating = BeatUntilDeadAsync(_heartbeat, TimeSpan.FromMilliseconds(interval.GetDouble()), ended.Token);
            var greeting = await greet(ended.Token);
            _greeted = true;
            await SendAsync(greeting, isHeartbeat: false, ended.Token);
            return await ReceiveAsync(ended.Token);
        }
        catch (Exception broken)
        {
            return socket.CloseStatus is null ? End(NextStep.Resume, $"The connection broke: {broken.GetBaseException().Message}") : Closed();
        }
        finally
        {
            await ended.CancelAsync();
            await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Says goodbye, but waits for no answer: 1000 ends the session, <see cref="GatewayCloseCodes.Resumable"/> does not.</summary>
    private async Task CloseAsync(int code)
    {
        using var deadline = new CancellationTokenSource(deadlines.Close);
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, deadline.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or InvalidOperationException or ObjectDisposedException)
        {
            // It is closed already, or nobody listens any more: nothing is left to say.
        }
    }

    private async Task BeatUntilDeadAsync(Heartbeat heartbeat, TimeSpan interval, CancellationToken cancellationToken)
    {
        await heartbeat.RunAsync(interval, cancellationToken);
        _died.TrySetResult();
    }

    private async Task<ConnectionEnd> ReceiveAsync(CancellationToken cancellationToken)
    {
        var heard = time.GetTimestamp();
        while (true)
        {
            var payload = IsReady
                ? await ReadAsync(cancellationToken)
                : await ReadAsync("READY or RESUMED", deadlines.Ready - time.GetElapsedTime(heard), cancellationToken);
            if (payload is null)
            {
                return Closed();
            }

            if (After(payload, "on request") is { } end)
            {
                return end;
            }

            await TakeAsync(payload, cancellationToken);
            if (payload.Op == GatewayOpcode.Dispatch)
            {
                heard = time.GetTimestamp(); // events are a long replay on its way; an acknowledged heartbeat is none
            }
        }
    }

    private async Task TakeAsync(GatewayPayload payload, CancellationToken cancellationToken)
    {
        switch (payload.Op)
        {
            case GatewayOpcode.HeartbeatAck:
                _heartbeat?.Acknowledge();
                break;
            case GatewayOpcode.Heartbeat:
                // Not awaited: one that asks too often must hold up neither reading nor the beats that are due.
                _answering = _answering.IsCompleted ? SendBeatAsync(isHeartbeat: false, cancellationToken) : _answering;
                break;
            case GatewayOpcode.Dispatch when payload.Name is not null:
                NoteSession(payload);
                await HandOnAsync(new GatewayEvent(payload.Name, payload.Data, time.GetTimestamp()), cancellationToken);
                session.Took(payload.Sequence); // after it was handed on: what was not is sent again
                break;
        }
    }

    private void NoteSession(GatewayPayload payload)
    {
        if (payload.Name == "RESUMED")
        {
            session.Resumed();
            _readyAt ??= time.GetTimestamp();
        }
        else if (payload.Name == "READY")
        {
            session.Begin(
                payload.Data.GetProperty("session_id").GetString() ?? string.Empty,
                new Uri(payload.Data.GetProperty("resume_gateway_url").GetString() ?? string.Empty));
            _readyAt ??= time.GetTimestamp();
        }
    }

    /// <summary>Where the queue is full, the connection is not read until it has room: the server holds back or sends it again after a resume.</summary>
    private async Task HandOnAsync(GatewayEvent received, CancellationToken cancellationToken)
    {
        if (events.TryWrite(received))
        {
            return;
        }

        _heartbeat?.HoldReading(true);
        await events.WriteAsync(received, cancellationToken);
        _heartbeat?.HoldReading(false);
    }

    private ConnectionEnd? After(GatewayPayload payload, string when) => payload.Op switch
    {
        GatewayOpcode.Reconnect => End(NextStep.Resume, $"Discord asked for a new connection {when}."),
        GatewayOpcode.InvalidSession => End(
            payload.Data.ValueKind == JsonValueKind.True ? NextStep.Resume : NextStep.Identify, "Discord called the session invalid.") with
        {
            AtLeast = TimeSpan.FromSeconds(1 + (4 * Random.Shared.NextDouble())), // as Discord asks
        },
        _ => null,
    };

    private ConnectionEnd Closed()
    {
        var code = (int?)socket.CloseStatus;
        var next = GatewayCloseCodes.After(code);
        var reason = next == NextStep.Stop ? GatewayCloseCodes.Explain(code ?? 0) : $"Discord closed the connection ({code?.ToString(CultureInfo.InvariantCulture) ?? "no code"}).";
        return End(next, reason) with { AtLeast = GatewayCloseCodes.Pause(code) };
    }

    private ConnectionEnd End(NextStep next, string reason) => new(next, reason)
    {
        WasGreeted = _greeted,
        ReadyFor = _readyAt is { } at ? time.GetElapsedTime(at) : null,
    };

    private Task BeatAsync(CancellationToken cancellationToken) => SendBeatAsync(isHeartbeat: true, cancellationToken);

    private Task SendBeatAsync(bool isHeartbeat, CancellationToken cancellationToken) =>
        SendAsync(new OutgoingPayload<long?>(GatewayOpcode.Heartbeat, session.Sequence), isHeartbeat, cancellationToken);

    private async Task SendAsync(object payload, bool isHeartbeat, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(payload, payload.GetType(), GatewayJson.Default);
        await _limiter.WaitAsync(isHeartbeat, cancellationToken);
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(bytes.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<GatewayPayload?> ReadAsync(string awaited, TimeSpan within, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(within > TimeSpan.Zero ? within : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await ReadAsync(either.Token);
        }
        catch (Exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{awaited} did not come in time.");
        }
    }

    private async Task<GatewayPayload?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await _frames.ReadAsync(cancellationToken) is { } json)
        {
            if (GatewayPayload.Parse(json) is { } payload)
            {
                return payload;
            }
        }

        return null;
    }
}

/// <summary>The heartbeat of one connection. Its state ends with that connection.</summary>
/// <param name="random">For the first beat, so that many clients do not beat as one.</param>
internal sealed class Heartbeat(Func<CancellationToken, Task> send, TimeProvider time, Random random)
{
    private volatile bool _acknowledged = true;
    private volatile bool _readingIsHeld;

    /// <summary>Whether a beat stayed without acknowledgement.</summary>
    public bool IsDead { get; private set; }

    public void Acknowledge() => _acknowledged = true;

    /// <summary>Says that nothing is read for now, since the queue is full: then a missing acknowledgement means nothing.</summary>
    public void HoldReading(bool held)
    {
        _readingIsHeld = held;
        _acknowledged = true;
    }

    /// <summary>Beats until it is cancelled, or until a beat stays without acknowledgement: then the connection is dead.</summary>
    public async Task RunAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        await Task.Delay(interval * random.NextDouble(), time, cancellationToken);
        while (true)
        {
            _acknowledged = false;
            var sent = send(cancellationToken);
            await Task.Delay(interval, time, cancellationToken);
            if (!sent.IsCompletedSuccessfully || (!_acknowledged && !_readingIsHeld))
            {
                IsDead = true; // a frozen connection may also never take the beat
                return;
            }
        }
    }
}

/// <summary>Keeps a connection below 120 payloads in 60 s, with room kept free for heartbeats.</summary>
internal sealed class SendLimiter(TimeProvider time)
{
    private const int Most = 120;
    private const int KeptForHeartbeats = 8;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(62); // two may arrive closer together than they were sent

    private readonly Lock _lock = new();
    private readonly Queue<long> _sent = new();

    public async Task WaitAsync(bool isHeartbeat, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            lock (_lock)
            {
                while (_sent.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
                {
                    _sent.Dequeue();
                }

                if (_sent.Count < (isHeartbeat ? Most : Most - KeptForHeartbeats))
                {
                    _sent.Enqueue(time.GetTimestamp());
                    return;
                }

                wait = Window - time.GetElapsedTime(_sent.Peek());
            }

            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), time, cancellationToken);
        }
    }
}

/// <summary>How long each step of a connection may take.</summary>
internal sealed record GatewayDeadlines
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(15);
    public TimeSpan Ready { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(2);
}
