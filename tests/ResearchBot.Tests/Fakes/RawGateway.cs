using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ResearchBot.Tests.Fakes;

/// <summary>A websocket that sends and reads payloads, and does nothing by itself.</summary>
internal sealed class RawGateway : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly MemoryStream _deflated = new();
    private readonly List<byte> _inflated = [];
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private bool _compressed;

    private RawGateway() => _patience.CancelAfter(TimeSpan.FromMinutes(2)); // whatever is awaited would have come long before

    private CancellationToken Stop => _patience.Token;

    public int? CloseCode => (int?)_socket.CloseStatus;

    /// <summary>Messages of the websocket that were read.</summary>
    public int Messages { get; private set; }

    public static async Task<RawGateway> ConnectAsync(string url, bool compressed = false)
    {
        var gateway = new RawGateway { _compressed = compressed };
        await gateway._socket.ConnectAsync(new Uri($"{url}?v=10&encoding=json{(compressed ? "&compress=zlib-stream" : "")}"), gateway.Stop);
        return gateway;
    }

    public Task SendAsync(int op, string json) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"op":{{op}},"d":{{json}}}"""), WebSocketMessageType.Text, true, Stop);

    public Task IdentifyAsync(string token, long intents) =>
        SendAsync(2, $$$"""{"token":"{{{token}}}","intents":{{{intents}}},"properties":{"os":"x","browser":"x","device":"x"}}""");

    /// <summary>The next payload that is an event of this name or has this opcode; null once the socket is closed.</summary>
    public async Task<JsonNode?> NextAsync(string nameOrOp)
    {
        while (await ReadAsync() is { } payload)
        {
            if (payload["t"]?.ToString() == nameOrOp || payload["op"]!.ToString() == nameOrOp)
            {
                return payload;
            }
        }

        return null;
    }

    public async Task<int?> EndAsync()
    {
        while (await ReadAsync() is not null)
        {
        }

        return CloseCode;
    }

    public Task CloseAsync(int code) => _socket.CloseAsync((WebSocketCloseStatus)code, null, Stop);

    public void Dispose()
    {
        _socket.Dispose();
        _patience.Dispose();
        _deflated.Dispose();
    }

    private async Task<JsonNode?> ReadAsync()
    {
        var buffer = new byte[1 << 16];
        var whole = new List<byte>();
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), Stop);
            }
            catch (WebSocketException)
            {
                return null;
            }

            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            whole.AddRange(buffer.AsSpan(0, part.Count));
            if (!part.EndOfMessage)
            {
                continue;
            }

            Messages++;
            if (!_compressed)
            {
                return JsonNode.Parse(whole.ToArray());
            }

            if (whole is [.., 0, 0, 0xff, 0xff])
            {
                return Inflate(whole);
            }
        }
    }

    // The whole stream is inflated again for each payload: slow and plain.
    private JsonNode? Inflate(List<byte> flushed)
    {
        _deflated.Seek(0, SeekOrigin.End);
        _deflated.Write(flushed.ToArray());
        _deflated.Position = 0;
        using var stream = new ZLibStream(_deflated, CompressionMode.Decompress, leaveOpen: true);
        using var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            all.Write(buffer, 0, read);
        }

        var payload = JsonNode.Parse(all.ToArray().AsSpan(_inflated.Count));
        _inflated.Clear();
        _inflated.AddRange(all.ToArray());
        return payload;
    }
}
