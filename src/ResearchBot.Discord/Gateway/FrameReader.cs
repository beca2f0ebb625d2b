using System.Buffers;
using System.IO.Compression;
using System.Net.WebSockets;

namespace ResearchBot.Discord.Gateway;

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
