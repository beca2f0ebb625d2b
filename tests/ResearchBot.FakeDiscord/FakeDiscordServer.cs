using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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

        _app = FakeHost.Build(options.Port);
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
        await FakeHost.EndAsync(_app);
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

/// <summary>What a fake starts with.</summary>
public sealed record FakeDiscordOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    public string Token { get; init; } = "fake.discord.token";

    public string BotName { get; init; } = "bot";

    /// <summary>The clock of the 3 s, 15 min, rate, heartbeat and expiry rules.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(41.25);

    /// <summary>The switches of the developer portal: privileged intents that the bot may ask for.</summary>
    public Intents PrivilegedIntents { get; init; } = Intents.None;

    public int MaxConcurrency { get; init; } = 1;

    /// <summary>How many shards GET /gateway/bot recommends.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Identifies left for the day.</summary>
    public int IdentifiesLeft { get; init; } = 1000;

    /// <summary>Requests per second over all routes but those of interactions.</summary>
    public int GlobalLimit { get; init; } = 50;
}
