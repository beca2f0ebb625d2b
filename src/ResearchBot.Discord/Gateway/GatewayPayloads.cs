using System.Buffers;
using System.IO.Compression;
using System.Net.WebSockets;
using System.Text.Json.Serialization;

namespace ResearchBot.Discord.Gateway;

/// <summary>A payload of the gateway as it came.</summary>
internal sealed record GatewayPayload(GatewayOpcode Op, JsonElement Data, long? Sequence, string? Name)
{
    public static GatewayPayload? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("op", out var op) || !op.TryGetInt32(out var number))
            {
                return null;
            }

            return new GatewayPayload(
                (GatewayOpcode)number,
                root.TryGetProperty("d", out var data) ? data.Clone() : default,
                root.TryGetProperty("s", out var sequence) && sequence.ValueKind == JsonValueKind.Number ? sequence.GetInt64() : null,
                root.TryGetProperty("t", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}

/// <param name="D">Its data; for a heartbeat the newest sequence or null.</param>
internal sealed record OutgoingPayload<T>(GatewayOpcode Op, T D);

/// <summary>Who begins a session, and what it wants to hear.</summary>
internal sealed record IdentifyData(string Token, int Intents, int[] Shard)
{
    public IReadOnlyDictionary<string, string> Properties { get; } = new Dictionary<string, string>
    {
        ["os"] = Environment.OSVersion.Platform.ToString(),
        ["browser"] = "ResearchBot",
        ["device"] = "ResearchBot",
    };
}

/// <summary>Which session to go on with, and from where.</summary>
internal sealed record ResumeData(string Token, string SessionId, long? Seq);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OutgoingPayload<long?>))]
[JsonSerializable(typeof(OutgoingPayload<IdentifyData>))]
[JsonSerializable(typeof(OutgoingPayload<ResumeData>))]
internal sealed partial class GatewayJson : JsonSerializerContext;

internal enum GatewayOpcode
{
    Dispatch = 0,
    Heartbeat = 1,
    Identify = 2,
    Resume = 6,
    Reconnect = 7,
    InvalidSession = 9,
    Hello = 10,
    HeartbeatAck = 11,
}

/// <summary>Which events Discord sends.</summary>
[Flags]
public enum GatewayIntents
{
    /// <summary>Servers, channels, roles and threads.</summary>
    Guilds = 1 << 0,

    /// <summary>Messages in servers; their content is blank unless they mention the bot.</summary>
    GuildMessages = 1 << 9,

    /// <summary>Direct messages.</summary>
    DirectMessages = 1 << 12,

    /// <summary>The content of every message; a switch in the developer portal must allow it.</summary>
    MessageContent = 1 << 15,
}

/// <summary>Something that happened on Discord. After a resume it may come once more.</summary>
/// <param name="ReceivedAt">A timestamp of the <see cref="TimeProvider"/>; deadlines count from here, never from a clock of Discord's.</param>
public sealed record GatewayEvent(string Name, JsonElement Data, long ReceivedAt);

/// <summary>What Discord says about connecting.</summary>
/// <param name="AtOnce">How many shards may identify within five seconds.</param>
internal sealed record GatewayAddress(Uri Url, int Shards, int Remaining, TimeSpan ResetAfter, int AtOnce);

/// <summary>Reads whole payloads from a socket: joins frames and, where they are compressed, inflates them with the one context that the connection
/// has. A compressed payload is complete when its bytes end with a flush, which may be several messages later.</summary>
internal sealed class FrameReader(WebSocket socket) : IDisposable
{
    private const int LargestPayload = 64 * 1024 * 1024;

    private static readonly byte[] Flush = [0x00, 0x00, 0xFF, 0xFF];

    private readonly byte[] _frame = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> _received = new();
    private readonly MemoryStream _compressed = new();
    private ZLibStream? _inflated;

    /// <summary>The next payload; null if the server closed the connection.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">What came is no payload.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        _received.ResetWrittenCount();
        while (true)
        {
            var result = await socket.ReceiveAsync(_frame.AsMemory(), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            _received.Write(_frame.AsSpan(0, result.Count));
            if (_received.WrittenCount > LargestPayload)
            {
                throw new InvalidDataException($"A payload has over {LargestPayload} bytes.");
            }

            if (result.EndOfMessage && result.MessageType == WebSocketMessageType.Text)
            {
                return _received.WrittenMemory;
            }

            if (result.EndOfMessage && _received.WrittenSpan.EndsWith(Flush))
            {
                return Inflate();
            }
        }
    }

    public void Dispose() => _inflated?.Dispose();

    private byte[] Inflate()
    {
        _compressed.SetLength(0);
        _compressed.Write(_received.WrittenSpan);
        _compressed.Position = 0;
        _inflated ??= new ZLibStream(_compressed, CompressionMode.Decompress);
        using var payload = new MemoryStream();
        int read;
        while ((read = _inflated.Read(_frame)) > 0)
        {
            payload.Write(_frame, 0, read);
            if (payload.Length > LargestPayload)
            {
                throw new InvalidDataException($"A payload inflates to over {LargestPayload} bytes.");
            }
        }

        return payload.ToArray();
    }
}
