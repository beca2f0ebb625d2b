using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http;

namespace ResearchBot.FakeSlack.SocketMode;

/// <summary>One websocket: sends what is queued in order, hands what arrives to the hub.</summary>
internal sealed class SocketConnection(SocketHub hub, HttpContext http, SocketStream stream, WebSocket socket, int number)
{
    private readonly Channel<(byte[] Bytes, WebSocketMessageType Type)> _queue = Channel.CreateUnbounded<(byte[], WebSocketMessageType)>();
    private (int Code, string Reason)? _closing;

    public int Number => number;

    /// <summary>Hello was sent and it is not closed.</summary>
    public bool IsLive { get; set; }

    /// <summary>A disconnect frame was sent.</summary>
    public bool IsRetiring { get; set; }

    public List<ITimer> Timers { get; } = [];

    public SocketStream Stream => stream;

    public void Send(JsonObject frame) => SendText(frame.ToJsonString());

    public void SendText(string text) => _queue.Writer.TryWrite((Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text));

    public void SendBinary(byte[] bytes) => _queue.Writer.TryWrite((bytes, WebSocketMessageType.Binary));

    /// <summary>Closes after what is queued was sent.</summary>
    public void Close(int code, string reason)
    {
        _closing ??= (code, reason);
        _queue.Writer.TryComplete();
    }

    /// <summary>Ends the TCP connection without a close frame: with FIN, or with RST. A client calls both 1006.</summary>
    public void Break(bool reset)
    {
        _queue.Writer.TryComplete();
        try
        {
            var tcp = http.Features.Get<IConnectionSocketFeature>()?.Socket;
            if (reset && tcp is not null)
            {
                tcp.LingerState = new LingerOption(true, 0);
                tcp.Close();
            }
            else
            {
                tcp?.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            // It was gone already.
        }

        http.Abort();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAllAsync(ended.Token);
        int? code = null;
        try
        {
            code = await ReceiveAllAsync(ended.Token);
        }
        catch (Exception exception) when (IsBroken(exception))
        {
        }

        _queue.Writer.TryComplete();
        hub.Ended(this, code);
        if (code is null)
        {
            await ended.CancelAsync();
        }

        try
        {
            await sending;
        }
        catch (Exception exception) when (IsBroken(exception))
        {
        }
    }

    private static bool IsBroken(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or SocketException or InvalidOperationException;

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var (bytes, type) in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            var part = hub.Faults.FragmentBytes > 0 ? hub.Faults.FragmentBytes : Math.Max(1, bytes.Length);
            var at = 0;
            do
            {
                var length = Math.Min(part, bytes.Length - at);
                await socket.SendAsync(bytes.AsMemory(at, length), type, at + length >= bytes.Length, cancellationToken);
                at += length;
            }
            while (at < bytes.Length);
        }

        if (_closing is var (code, reason) && socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, cancellationToken);
        }
    }

    private async Task<int?> ReceiveAllAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 14];
        using var whole = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                Close((int)(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure), "");
                return (int?)socket.CloseStatus ?? 1005;
            }

            whole.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                hub.Received(this, Encoding.UTF8.GetString(whole.ToArray()));
                whole.SetLength(0);
            }
        }
    }
}

/// <summary>Takes a websocket by hand, so that the bytes below it can be disturbed.</summary>
internal static class Handshake
{
    public static bool IsAsked(HttpContext http) =>
        http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && http.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase)
        && http.Request.Headers.SecWebSocketKey.Count == 1;

    public static async Task<(SocketStream Stream, WebSocket Socket)> AcceptAsync(HttpContext http)
    {
        var key = http.Request.Headers.SecWebSocketKey + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        http.Response.Headers.Connection = "Upgrade";
        http.Response.Headers.Upgrade = "websocket";
#pragma warning disable CA5350 // the protocol asks for SHA-1
        http.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key)));
#pragma warning restore CA5350
        var stream = new SocketStream(await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync());
        return (stream, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero }));
    }
}

internal static class Timers
{
    public static ITimer Once(TimeProvider clock, TimeSpan due, Action act) => clock.CreateTimer(_ => act(), null, due, Timeout.InfiniteTimeSpan);

    public static ITimer Every(TimeProvider clock, TimeSpan period, Action act) => clock.CreateTimer(_ => act(), null, period, period);
}
