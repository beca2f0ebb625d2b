using System.IO.Compression;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace ResearchBot.FakeDiscord.Gateway;

/// <summary>One websocket: sends what is queued in order, hands what arrives to the hub.</summary>
internal sealed class GatewayConnection(GatewayHub hub, HttpContext http, WebSocket socket, bool compressed, bool onResumeUrl)
{
    private const int LargestPayload = 4096;
    private readonly Channel<byte[]> _queue = Channel.CreateUnbounded<byte[]>();
    private readonly FrameCompressor? _compressor = compressed ? new FrameCompressor() : null;
    private (int Code, string Reason)? _closing;

    public bool OnResumeUrl => onResumeUrl;

    public GatewaySession? Session { get; set; }

    public HeartbeatWatch? Heartbeats { get; set; }

    public PayloadCount Payloads { get; } = new();

    /// <summary>Neither reads nor sends any more, as a peer that hangs; the TCP connection stays.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Queues a payload.</summary>
    public void Send(JsonObject payload) => SendRaw(payload.ToJsonString());

    /// <summary>Queues anything.</summary>
    public void SendRaw(string text) => _queue.Writer.TryWrite(Encoding.UTF8.GetBytes(text));

    /// <summary>Closes after what is queued was sent.</summary>
    public void Close(int code, string reason)
    {
        _closing ??= (code, reason);
        _queue.Writer.TryComplete();
    }

    /// <summary>Breaks the TCP connection, as a network does.</summary>
    public void Drop()
    {
        _queue.Writer.TryComplete();
        http.Abort();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var sending = SendAllAsync(cancellationToken);
        int? code = null;
        try
        {
            code = await ReceiveAllAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
        }

        _queue.Writer.TryComplete();
        hub.Ended(this, code);
        try
        {
            await sending;
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
        }

        _compressor?.Dispose();
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var bytes in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            await HangIfFrozenAsync(cancellationToken);
            var data = _compressor?.Compress(bytes) ?? bytes;
            var type = _compressor is null ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
            var part = hub.Faults.SplitFrames ? Math.Max(1, data.Length / 3) : data.Length;
            for (var at = 0; at < data.Length; at += part)
            {
                var piece = data.AsMemory(at, Math.Min(part, data.Length - at));

                // A zlib stream may be cut into messages of its own anywhere; JSON only into the frames of one message.
                var last = _compressor is not null || at + part >= data.Length;
                await socket.SendAsync(piece, type, last, cancellationToken);
            }
        }

        await HangIfFrozenAsync(cancellationToken);
        if (_closing is var (code, reason) && socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, cancellationToken);
        }
    }

    private async Task<int?> ReceiveAllAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestPayload + 1];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length % buffer.Length), cancellationToken);
                length += part.Count;
            }
            while (!part.EndOfMessage && length <= LargestPayload);

            await HangIfFrozenAsync(cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                if (socket.State == WebSocketState.CloseReceived)
                {
                    await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                }

                return (int?)socket.CloseStatus;
            }

            if (_closing is null)
            {
                hub.Received(this, length > LargestPayload ? null : Parse(buffer.AsSpan(0, length)));
            }
            else if (length > LargestPayload)
            {
                return null;
            }
        }
    }

    private Task HangIfFrozenAsync(CancellationToken cancellationToken) => IsFrozen ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask;

    private static JsonObject? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonNode.Parse(bytes) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>zlib-stream: one deflate context for the whole connection, each payload ended by a sync flush (00 00 FF FF).</summary>
internal sealed class FrameCompressor : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly ZLibStream _deflate;

    public FrameCompressor() => _deflate = new ZLibStream(_output, CompressionLevel.Fastest, leaveOpen: true);

    public byte[] Compress(byte[] payload)
    {
        _output.SetLength(0);
        _deflate.Write(payload);
        _deflate.Flush();
        return _output.ToArray();
    }

    public void Dispose()
    {
        _deflate.Dispose();
        _output.Dispose();
    }
}

/// <summary>Calls once for every heartbeat that is half an interval late.</summary>
internal sealed class HeartbeatWatch : IDisposable
{
    private readonly TimeSpan _interval;
    private readonly ITimer _timer;

    public HeartbeatWatch(TimeProvider clock, TimeSpan interval, Action<int> missed)
    {
        _interval = interval;
        _timer = clock.CreateTimer(_ => missed(++Missed), null, interval * 1.5, interval);
    }

    /// <summary>Beats missed in a row.</summary>
    public int Missed { get; private set; }

    public void Beat()
    {
        Missed = 0;
        _timer.Change(_interval * 1.5, _interval);
    }

    public void Dispose() => _timer.Dispose();
}

/// <summary>The send limit of a connection: 120 payloads in 60 s.</summary>
internal sealed class PayloadCount
{
    private readonly Queue<DateTimeOffset> _times = [];

    public bool Exceeds(DateTimeOffset now)
    {
        while (_times.TryPeek(out var first) && now - first >= TimeSpan.FromSeconds(60))
        {
            _times.Dequeue();
        }

        _times.Enqueue(now);
        return _times.Count > 120;
    }
}
