using System.Buffers;
using System.Net.WebSockets;

namespace ResearchBot.Core.Platforms;

/// <summary>Reads whole messages from a platform's socket, by joining their frames.</summary>
public sealed class SocketReader(WebSocket socket, int largest)
{
    private readonly byte[] _frame = new byte[16 * 1024];

    /// <summary>Appends the next message to what was received before.</summary>
    /// <returns>Of which kind it is; null when the server closed the connection.</returns>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">It is too large.</exception>
    public async Task<WebSocketMessageType?> ReadAsync(ArrayBufferWriter<byte> received, CancellationToken cancellationToken)
    {
        while (true)
        {
            var frame = await socket.ReceiveAsync(_frame.AsMemory(), cancellationToken);
            if (frame.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            received.Write(_frame.AsSpan(0, frame.Count));
            if (received.WrittenCount > largest)
            {
                throw new InvalidDataException($"A message has over {largest} bytes.");
            }

            if (frame.EndOfMessage)
            {
                return frame.MessageType;
            }
        }
    }
}
