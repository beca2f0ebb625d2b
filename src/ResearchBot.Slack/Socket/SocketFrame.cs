using System.Buffers;
using System.Net.WebSockets;

namespace ResearchBot.Slack.Socket;

/// <summary>A message of Socket Mode as it came. Any of them may come at any time.</summary>
internal sealed record SocketFrame(string Type, JsonElement Root)
{
    public string? EnvelopeId => Text("envelope_id");
    public string ShownType => Shown(Type);
    public string Reason => Shown(Text("reason") ?? "no reason");
    public int? Connections => Number(Root, "num_connections");

    /// <summary>How long the connection will live by its own account; null if it is not said.</summary>
    public TimeSpan? Lifetime =>
        Root.TryGetProperty("debug_info", out var debug)
        && Number(debug, "approximate_connection_time") is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;

    public static SocketFrame? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                ? new SocketFrame(type.GetString()!, root.Clone())
                : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public SlackEnvelope? ToEnvelope(long receivedAt)
    {
        EnvelopeKind? kind = Type switch
        {
            "events_api" => EnvelopeKind.Event,
            "slash_commands" => EnvelopeKind.SlashCommand,
            "interactive" => EnvelopeKind.Interaction,
            _ => null,
        };
        return kind is null || !Root.TryGetProperty("payload", out var payload) || payload.ValueKind != JsonValueKind.Object
            ? null
            : new SlackEnvelope(kind.Value, payload, receivedAt)
            {
                RetryAttempt = Number(Root, "retry_attempt") ?? 0,
                RetryReason = Text("retry_reason"),
                TakesAnswer = Root.TryGetProperty("accepts_response_payload", out var takes) && takes.ValueKind == JsonValueKind.True,
            };
    }

    private static int? Number(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string Shown(string text) => text.Length > 60 ? text[..60] : text;

    private string? Text(string name) =>
        Root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}

/// <summary>Reads whole text messages from a socket: joins fragments, and passes over binary messages, which Slack does not send.</summary>
internal sealed class FrameReader(WebSocket socket)
{
    private const int LargestMessage = 16 * 1024 * 1024;

    private readonly byte[] _fragment = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> _message = new();

    /// <summary>The next message; null if the server closed the connection.</summary>
    /// <exception cref="InvalidDataException">A message is too large.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        _message.ResetWrittenCount();
        while (await socket.ReceiveAsync(_fragment.AsMemory(), cancellationToken) is { MessageType: not WebSocketMessageType.Close } fragment)
        {
            _message.Write(_fragment.AsSpan(0, fragment.Count));
            if (_message.WrittenCount > LargestMessage)
            {
                throw new InvalidDataException($"A message has over {LargestMessage} bytes.");
            }

            if (fragment is { EndOfMessage: true, MessageType: WebSocketMessageType.Text })
            {
                return _message.WrittenMemory;
            }

            if (fragment.EndOfMessage)
            {
                _message.ResetWrittenCount();
            }
        }

        return null;
    }
}
