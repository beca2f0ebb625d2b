using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Interactions;
using ResearchBot.FakeDiscord.Messages;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord;

/// <summary>Discord on 127.0.0.1: gateway, REST and files, with one bot, and hands to play people and faults.</summary>
public sealed class FakeDiscordServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GatewayHub _hub;

    private FakeDiscordServer(FakeDiscordOptions options)
    {
        Options = options;
        World = World.Create(options);
        _hub = new GatewayHub(World, Faults, Record);
        Messages = new MessageBook(World, _hub, Record);
        var threads = new ThreadBook(World, _hub);
        Setup = new Setup(World, _hub);
        People = new People(World, Messages, threads);
        Interactions = new Interacting(World, _hub, Record);
        Gateway = new GatewayFaults(World, _hub);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
        });
        _app = builder.Build();
        _app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        _app.UseRouting();
        _app.Map("/gateway", http => _hub.AcceptAsync(http, onResumeUrl: false));
        _app.Map("/resume", http => _hub.AcceptAsync(http, onResumeUrl: true));
        _app.MapGet("/attachments/{channel}/{attachment}/{name}", SendFileAsync);

        var rest = new RestPipeline(_app, World, Faults, Record);
        new GuildEndpoints(World, _hub).Map(rest);
        new MessageEndpoints(World, Messages, threads, Record).Map(rest);
        new ThreadEndpoints(World, Messages, threads).Map(rest);
        new CommandEndpoints(World, Record).Map(rest);
        new CallbackEndpoints(World, Messages, Record).Map(rest);
        new FollowUpEndpoints(World, Messages).Map(rest);
        new ControlEndpoints(this).Map(_app);
        _app.MapFallback(http =>
        {
            Record.LimitErrors.Add($"No such route: {http.Request.Method} {http.Request.Path}");
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return http.Response.WriteAsync("""{"message":"404: Not Found","code":0}""");
        });
    }

    public FakeDiscordOptions Options { get; }

    /// <summary>http://127.0.0.1:PORT, once started.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The base of the REST API, without a slash at the end.</summary>
    public string ApiUrl => $"{Url}/api/v10";

    public World World { get; }

    public Faults Faults { get; } = new();

    public Record Record { get; } = new();

    public Setup Setup { get; }

    public People People { get; }

    public Interacting Interactions { get; }

    public GatewayFaults Gateway { get; }

    internal MessageBook Messages { get; }

    public static async Task<FakeDiscordServer> StartAsync(FakeDiscordOptions options, CancellationToken cancellationToken)
    {
        var server = new FakeDiscordServer(options);
        await server._app.StartAsync(cancellationToken);
        server.Url = server._app.Urls.Single();
        server._hub.WebSocketUrl = server.Url.Replace("http://", "ws://", StringComparison.Ordinal);
        server.World.Attachments.BaseUrl = server.Url;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Drop();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private async Task SendFileAsync(HttpContext http)
    {
        Attachment? file;
        lock (World.Gate)
        {
            file = World.Attachments.Open(http.Request.RouteValues["attachment"]!.ToString()!, http.Request.Query["ex"], http.Request.Query["hm"]);
        }

        if (file is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            await http.Response.WriteAsync("This content is no longer available.", http.RequestAborted);
            return;
        }

        http.Response.ContentType = file.ContentType;
        http.Response.ContentLength = file.Bytes.Length;
        await http.Response.Body.WriteAsync(file.Bytes, http.RequestAborted);
    }
}
