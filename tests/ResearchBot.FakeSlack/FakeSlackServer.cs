using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Control;
using ResearchBot.FakeSlack.Files;
using ResearchBot.FakeSlack.HttpMode;
using ResearchBot.FakeSlack.Interactions;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.SocketMode;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack;

/// <summary>Slack on 127.0.0.1: Web API, Socket Mode, HTTP mode and files, with one app, and hands to play people and faults.</summary>
public sealed class FakeSlackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeSlackServer(FakeSlackOptions options)
    {
        Options = options;
        World = new World(options);
        World.AddTeam("Example");
        var hub = new SocketHub(World, Faults, Record);
        Http = new HttpDelivery(World, Record);
        var delivery = new Delivery(World, hub, Http);
        Messages = new MessageBook(World, delivery, Record);
        Setup = new Setup(World, delivery);
        People = new People(World, Messages);
        Interactions = new Interacting(World, delivery, Messages, Record);
        Sockets = new SocketFaults(World, hub);

        var api = new ApiPipeline(World, Faults, Record);
        var files = new FileHost(World, Faults, Record);
        var places = new MessageEndpoints(World, Messages, Record);
        api.Add(new ApiMethod("apps.connections.open", "", 50, _ => hub.Open()) { TakesAppToken = true });
        new TeamEndpoints(World).Map(api);
        new ConversationEndpoints(World).Map(api);
        places.Map(api);
        new StreamEndpoints(World, Messages, places).Map(api);
        new FileEndpoints(World, Messages, files, places).Map(api);
        new ViewEndpoints(World, Record).Map(api);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
        });
        _app = builder.Build();
        _app.UseRouting();
        _app.Map("/api/{method}", api.HandleAsync);
        _app.Map("/link", hub.AcceptAsync);
        _app.MapPost("/response/{id}", new ResponseEndpoints(World, Faults, Messages, Record).HandleAsync);
        _app.MapPost("/upload/v1/{id}", files.ReceiveAsync);
        _app.MapGet("/files-pri/{file}/{**name}", files.SendAsync);
        new ControlEndpoints(this).Map(_app);
        _app.MapFallback(http =>
        {
            Record.RuleErrors.Add($"No such route: {http.Request.Method} {http.Request.Path}");
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return http.Response.WriteAsync("not found");
        });
    }

    public FakeSlackOptions Options { get; }

    /// <summary>http://127.0.0.1:PORT, once started.</summary>
    public string Url => World.Url;

    /// <summary>The base of the Web API, with a slash at the end.</summary>
    public string ApiUrl => $"{Url}/api/";

    public World World { get; }

    public Faults Faults { get; } = new();

    public Record Record { get; } = new();

    public Setup Setup { get; }

    public People People { get; }

    public Interacting Interactions { get; }

    public SocketFaults Sockets { get; }

    public HttpDelivery Http { get; }

    internal MessageBook Messages { get; }

    public static async Task<FakeSlackServer> StartAsync(FakeSlackOptions options, CancellationToken cancellationToken)
    {
        var server = new FakeSlackServer(options);
        await server._app.StartAsync(cancellationToken);
        server.World.Url = server._app.Urls.Single();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Sockets.Break(reset: false);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}
