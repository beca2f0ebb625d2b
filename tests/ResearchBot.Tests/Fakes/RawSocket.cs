using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ResearchBot.Tests.Fakes;

/// <summary>A websocket that sends and reads frames, and does nothing by itself.</summary>
internal sealed class RawSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private RawSocket() => _patience.CancelAfter(TimeSpan.FromMinutes(2)); // whatever is awaited would have come long before

    public int? CloseCode => (int?)_socket.CloseStatus;

    public WebSocketState State => _socket.State;

    /// <summary>Parts of the last message.</summary>
    public int Parts { get; private set; }

    public WebSocketMessageType Type { get; private set; }

    public static async Task<RawSocket> ConnectAsync(string url, TimeSpan? keepAlive = null)
    {
        var raw = new RawSocket();
        if (keepAlive is { } span)
        {
            (raw._socket.Options.KeepAliveInterval, raw._socket.Options.KeepAliveTimeout) = (span, span);
        }

        await raw._socket.ConnectAsync(new Uri(url), raw._patience.Token);
        return raw;
    }

    /// <summary>Connects and reads hello.</summary>
    public static async Task<RawSocket> GreetedAsync(FakeTeam team, TimeSpan? keepAlive = null)
    {
        var raw = await ConnectAsync(await team.OpenUrlAsync(), keepAlive);
        (await raw.ReadAsync())!["type"]!.ToString().ShouldBe("hello");
        return raw;
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _patience.Token);

    public Task AckAsync(JsonNode envelope, string? payload = null) =>
        SendAsync($$"""{"envelope_id":"{{envelope["envelope_id"]}}"{{(payload is null ? "" : $",\"payload\":{payload}")}}}""");

    public async Task<JsonNode?> ReadAsync() => await ReadTextAsync() is { } text ? JsonNode.Parse(text) : null;

    /// <summary>The next message; null once the socket is closed, whichever way.</summary>
    public async Task<string?> ReadTextAsync()
    {
        var buffer = new byte[1 << 16];
        using var whole = new MemoryStream();
        Parts = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), _patience.Token);
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException && !_patience.IsCancellationRequested)
            {
                return null;
            }

            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            (Type, Parts) = (part.MessageType, Parts + 1);
            whole.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(whole.ToArray());
            }
        }
    }

    public Task CloseAsync() => _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);

    public void Dispose()
    {
        _socket.Dispose();
        _patience.Dispose();
    }
}
