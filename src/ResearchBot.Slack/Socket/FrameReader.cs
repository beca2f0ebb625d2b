using System.Buffers;
using System.Net.WebSockets;

namespace ResearchBot.Slack.Socket;

/// <summary>Reads whole text messages from a socket: joins fragments, and passes over binary messages, which Slack does not send.</summary>
internal sealed class FrameReader(WebSocket socket)
{
    private const int LargestMessage = 16 * 1024 * 1024;

    private readonly byte[] _fragment = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> _message = new();

    /// <summary>The next message; null when the server closed the connection.</summary>
    /// <exception cref="InvalidDataException">A message is too large.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        _message.ResetWrittenCount();
        while (true)
        {
            var result = await socket.ReceiveAsync(_fragment.AsMemory(), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            _message.Write(_fragment.AsSpan(0, result.Count));
            if (_message.WrittenCount > LargestMessage)
            {
                throw new InvalidDataException($"A message has over {LargestMessage} bytes.");
            }

            if (!result.EndOfMessage)
            {
                continue;
            }

            if (result.MessageType == WebSocketMessageType.Text)
            {
                return _message.WrittenMemory;
            }

            _message.ResetWrittenCount();
        }
    }
}
