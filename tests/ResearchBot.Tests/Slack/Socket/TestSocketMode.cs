using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using ResearchBot.Core;
using ResearchBot.Slack;
using ResearchBot.Slack.Events;
using ResearchBot.Slack.Socket;
using ResearchBot.Slack.Web;
using ResearchBot.Tests.Slack.Web;

namespace ResearchBot.Tests.Slack.Socket;

/// <summary>Socket Mode against a server of sockets, in time that runs faster.</summary>
internal sealed class TestSocketMode : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));
    private readonly Channel<RawSocket> _connected = System.Threading.Channels.Channel.CreateUnbounded<RawSocket>();
    private readonly HttpClient _http = SlackHttp.CreateForCalls();
    private readonly Lock _lock = new();

    private RawServer _server = null!;
    private int _live;

    public TestLog Log { get; } = new();

    public EnvelopeQueue Queue { get; private init; } = new();

    public SocketMode Mode { get; private set; } = null!;

    public Task Running { get; private set; } = Task.CompletedTask;

    public CancellationToken Patience => _patience.Token;

    /// <summary>How the next calls of apps.connections.open fail; then they succeed.</summary>
    public Queue<Func<HttpContext, Task>> OpenFaults { get; } = [];

    /// <summary>With which status the next handshakes fail.</summary>
    public Queue<int> HandshakeFaults { get; } = [];

    public bool SaysHello { get; set; } = true;

    public bool AnswersClose { get; set; } = true;

    public int HelloCount { get; set; } = 1;

    public int Opened { get; private set; }

    /// <summary>The fewest live connections that the server saw since the first, and the most.</summary>
    public int Fewest { get; private set; } = int.MaxValue;

    public static async Task<TestSocketMode> StartAsync(
        int connections = 1, double speed = 20, Action<TestSocketMode>? prepare = null, int capacity = 1_000, AnswerEnvelope? answer = null, SocketDeadlines? deadlines = null)
    {
        var time = new QuickTime(speed);
        var room = new TestSocketMode { Queue = new EnvelopeQueue(capacity) };
        prepare?.Invoke(room);
        room._server = await RawServer.StartAsync(room.AnswerAsync);
        var options = new SlackOptions { AppToken = "xapp-1", BotToken = "xoxb-1", ApiUrl = $"{room._server.Address}/api/", Connections = connections };
        var web = new SlackWeb(new WebClient(room._http, options, time, room.Log.For<WebClient>()));
        var intake = new Intake(room.Queue, new EnvelopeAnswers(answer ?? (_ => null)), room.Log.For<Intake>());
        room.Mode = new SocketMode(options, web, intake, time, room.Log.For<SocketClient>(), deadlines ?? new SocketDeadlines
        {
            Ping = TimeSpan.FromSeconds(1),
            Pong = TimeSpan.FromSeconds(3),
        });
        room.Running = room.Mode.RunAsync(room._stop.Token);
        return room;
    }

    /// <summary>The next connection that was opened, after its hello where hello is said.</summary>
    public async Task<RawSocket> ConnectedAsync() => await _connected.Reader.ReadAsync(Patience);

    /// <summary>Sends an event, and waits for its acknowledgement and for what is handed on: the connection works.</summary>
    public async Task ShouldWorkAsync(RawSocket socket, string id = "after")
    {
        await socket.EventAsync(id);
        (await socket.AcknowledgementAsync(Patience)).GetProperty("envelope_id").GetString().ShouldBe(id);
        (await Queue.TakeAsync(Patience)).Payload.GetProperty("event_id").GetString().ShouldBe("Ev" + id);
    }

    /// <summary>Waits until so many connections are live: a server can say hello and send before the client has taken note.</summary>
    public async Task LiveAsync(int connections)
    {
        while (Mode.Live != connections)
        {
            Patience.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async Task<UserFacingException> StopsAsync() => await Should.ThrowAsync<UserFacingException>(Running.WaitAsync(Patience));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Running.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None).ContinueWith(_ => { }, TaskScheduler.Default);
        Running.IsCompleted.ShouldBeTrue();
        await _server.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
        _patience.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, string body)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            Opened++;
            context.Request.Headers.Authorization.ToString().ShouldBe("Bearer xapp-1");
            context.Response.ContentType = "application/json";
            await (OpenFaults.TryDequeue(out var fault)
                ? fault(context)
                : context.Response.WriteAsync($$"""{"ok":true,"url":"{{_server.Address.Replace("http", "ws", StringComparison.Ordinal)}}/link"}"""));
            return;
        }

        if (HandshakeFaults.TryDequeue(out var status))
        {
            context.Response.StatusCode = status;
            return;
        }

        var socket = new RawSocket(await context.WebSockets.AcceptWebSocketAsync(), () => Reset(context));
        var isLive = SaysHello;
        if (isLive)
        {
            await socket.HelloAsync(HelloCount);
            Count(1);
        }

        _connected.Writer.TryWrite(socket);
        var reading = socket.ReadAsync(AnswersClose, _stop.Token);
        await socket.Over;
        Count(isLive ? -1 : 0);
        await reading;
    }

    private static void Reset(HttpContext context)
    {
        var socket = context.Features.Get<IConnectionSocketFeature>()!.Socket;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    private void Count(int change)
    {
        lock (_lock)
        {
            _live += change;
            Fewest = _live < Fewest && !_stop.IsCancellationRequested ? _live : Fewest;
        }
    }
}
