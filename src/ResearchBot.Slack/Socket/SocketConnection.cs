using System.Buffers;
using System.Net.WebSockets;

namespace ResearchBot.Slack.Socket;

/// <summary>One connection, from hello to its end. It parses, acknowledges and hands on; nothing else happens here, so that no work can delay an
/// acknowledgement. What was not acknowledged is not handed on.</summary>
internal sealed partial class SocketConnection : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly Intake _intake;
    private readonly SocketDeadlines _deadlines;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FrameReader _frames;
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly TaskCompletionSource<SocketFrame> _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _closing;

    /// <param name="socket">An open one; it is this connection's from now on.</param>
    public SocketConnection(ClientWebSocket socket, Intake intake, SocketDeadlines deadlines, TimeProvider time, ILogger logger)
    {
        (_socket, _intake, _deadlines, _time, _logger) = (socket, intake, deadlines, time, logger);
        _frames = new FrameReader(socket);
        Ended = ReceiveAsync();
    }

    /// <summary>Completes with its end, and never fails.</summary>
    public Task<ConnectionEnd> Ended { get; }

    /// <summary>Completes with the reason when another connection should take its place; it goes on until it is retired.</summary>
    public Task<string> Replaced => _replaced.Task;

    /// <summary>Since when it is live, as a timestamp; null before hello.</summary>
    public long? LiveSince { get; private set; }

    public TimeSpan LiveFor => LiveSince is { } since ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    public bool IsLive => LiveSince is not null && !Ended.IsCompleted;

    public async Task<(SocketFrame? Hello, ConnectionEnd? End)> HelloAsync(CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var deadline = Task.Delay(_deadlines.Hello, _time, waiting.Token);
        await Task.WhenAny(_hello.Task, Ended, deadline);
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return _hello.Task.IsCompleted
            ? (await _hello.Task, null)
            : (null, Ended.IsCompleted ? await Ended : new ConnectionEnd("No hello came."));
    }

    /// <summary>Closes it, after the acknowledgement that is on its way. It is over soon, whatever the server does.</summary>
    public async Task RetireAsync()
    {
        using var deadline = new CancellationTokenSource(_deadlines.Close);
        try
        {
            await _sending.WaitAsync(deadline.Token);
            _closing = true; // an acknowledgement cannot follow a close
            _sending.Release();
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
            await Ended.WaitAsync(deadline.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or InvalidOperationException or ObjectDisposedException)
        {
            // It is closed already, or nobody listens any more: nothing is left to say.
        }

        await _ended.CancelAsync();
        _socket.Abort(); // cancelling alone leaves a read that the system holds
        await Ended;
    }

    public async ValueTask DisposeAsync()
    {
        await RetireAsync();
        _socket.Dispose();
        _sending.Dispose();
        _ended.Dispose();
    }

    private async Task<ConnectionEnd> ReceiveAsync()
    {
        await Task.Yield();
        try
        {
            while (await _frames.ReadAsync(_ended.Token) is { } json)
            {
                if (SocketFrame.Parse(json) is not { } frame)
                {
                    LogNoFrame(json.Length);
                }
                else if (await TakeAsync(frame) is { } end)
                {
                    return end;
                }
            }

            return new ConnectionEnd($"Slack closed the connection ({(int?)_socket.CloseStatus}).");
        }
        catch (Exception broken)
        {
            // By state, never by type: a pong that stays out comes as a cancellation that nobody asked for.
            return new ConnectionEnd(_ended.IsCancellationRequested ? "It was retired." : $"The connection broke: {broken.GetBaseException().Message}");
        }
    }

    private async Task<ConnectionEnd?> TakeAsync(SocketFrame frame)
    {
        switch (frame.Type)
        {
            case "hello":
                LiveSince ??= _time.GetTimestamp();
                _hello.TrySetResult(frame);
                return null;
            case "disconnect":
                return Disconnect(frame.Reason);
            default:
                if (frame.EnvelopeId is { } id)
                {
                    await TakeAsync(id, frame);
                }
                else
                {
                    LogUnknown(frame.ShownType);
                }

                return null;
        }
    }

    private ConnectionEnd? Disconnect(string reason)
    {
        if (reason == SocketRefusals.LinkDisabled)
        {
            return new ConnectionEnd("Socket Mode is switched off.") { Stop = SocketRefusals.Explain(reason) };
        }

        if (LiveSince is null)
        {
            return new ConnectionEnd($"Slack ended the connection before hello ({reason}).");
        }

        _replaced.TrySetResult($"Slack asked for another connection ({reason}).");
        return null;
    }

    private async Task TakeAsync(string id, SocketFrame frame)
    {
        if (frame.ToEnvelope(_time.GetTimestamp()) is { } envelope)
        {
            await _intake.TakeAsync(envelope, answer => AcknowledgeAsync(id, answer));
            return;
        }

        LogUnknown(frame.ShownType);
        await AcknowledgeAsync(id, null); // or Slack would send it three times more
    }

    private async Task AcknowledgeAsync(string id, JsonObject? answer)
    {
        var acknowledgement = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(acknowledgement))
        {
            writer.WriteStartObject();
            writer.WriteString("envelope_id", id);
            if (answer is not null)
            {
                writer.WritePropertyName("payload");
                answer.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using var deadline = new CancellationTokenSource(_deadlines.Acknowledge, _time);
        await _sending.WaitAsync(deadline.Token);
        try
        {
            if (_closing)
            {
                throw new InvalidOperationException("The connection is closing.");
            }

            await _socket.SendAsync(acknowledgement.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack: a message of {Bytes} bytes is none of Socket Mode; it is passed over")]
    private partial void LogNoFrame(int bytes);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack: messages of the type {Type} are not known here")]
    private partial void LogUnknown(string type);
}

/// <summary>How a connection, or the attempt at one, ended.</summary>
internal sealed record ConnectionEnd(string Reason)
{
    /// <summary>What a person has to do before there is another; null if the next attempt may work.</summary>
    public string? Stop { get; init; }

    public TimeSpan AtLeast { get; init; }
}

/// <summary>How long each step of a connection may take.</summary>
internal sealed record SocketDeadlines
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>To send an acknowledgement: Slack takes none that is later.</summary>
    public TimeSpan Acknowledge { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Until a ping is sent. The socket measures this and the next in real time.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan Pong { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>To say goodbye, in real time. Slack does not always answer.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A connection is renewed when it is as old as this, even if all seems well: a socket can be open and deaf.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(6);
}
