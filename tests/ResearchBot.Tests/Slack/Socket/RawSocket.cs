using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace ResearchBot.Tests.Slack.Socket;

/// <summary>The server's end of a connection, that does what a test says.</summary>
internal sealed class RawSocket(WebSocket socket, Action abort)
{
    private readonly Channel<JsonElement> _acknowledgements = System.Threading.Channels.Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether nothing is read any more: then no ping is answered either.</summary>
    public bool IsFrozen { get; set; }

    public bool SaidGoodbye { get; private set; }

    public Task Over => _over.Task;

    public void Reset() => abort();

    public Task SendAsync(string json) => SendAsync(Encoding.UTF8.GetBytes(json));

    public async Task SendAsync(byte[] bytes, int fragment = int.MaxValue, WebSocketMessageType type = WebSocketMessageType.Text)
    {
        for (var start = 0; start < bytes.Length; start += Math.Min(fragment, bytes.Length))
        {
            var length = Math.Min(fragment, bytes.Length - start);
            await socket.SendAsync(bytes.AsMemory(start, length), type, start + length == bytes.Length, TestContext.Current.CancellationToken);
        }
    }

    public Task HelloAsync(int connections = 1) => SendAsync(
        JsonSerializer.Serialize(new { type = "hello", num_connections = connections, connection_info = new { app_id = "A1" }, debug_info = new { approximate_connection_time = 18_060 } }));

    public Task DisconnectAsync(string reason) => SendAsync(
        JsonSerializer.Serialize(new { type = "disconnect", reason, debug_info = new { host = "x" } }));

    public Task EventAsync(string id, string text = "x") => SendAsync(Event(id, text));

    public static string Event(string id, string text = "x") =>
        JsonSerializer.Serialize(new { envelope_id = id, type = "events_api", accepts_response_payload = false, retry_attempt = 0, retry_reason = "", payload = new { type = "event_callback", event_id = "Ev" + id, @event = new { type = "message", text } } });

    public Task SlashAsync(string id, bool takesAnswer = true) =>
        SendAsync(JsonSerializer.Serialize(new { envelope_id = id, type = "slash_commands", accepts_response_payload = takesAnswer, payload = new { command = "/research", text = "x" } }));

    /// <summary>The next acknowledgement.</summary>
    public async Task<JsonElement> AcknowledgementAsync(CancellationToken cancellationToken) => await _acknowledgements.Reader.ReadAsync(cancellationToken);

    public async Task CloseAsync()
    {
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads until the client goes.</summary>
    public async Task ReadAsync(bool answersClose, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                if (IsFrozen)
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    SaidGoodbye = true;
                    _over.TrySetResult();
                    if (answersClose && socket.State == WebSocketState.CloseReceived)
                    {
                        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                    }

                    return;
                }

                _acknowledgements.Writer.TryWrite(JsonDocument.Parse(buffer.AsMemory(0, received.Count)).RootElement.Clone());
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client is gone, or the test is over.
        }
        finally
        {
            _over.TrySetResult();
        }
    }
}
