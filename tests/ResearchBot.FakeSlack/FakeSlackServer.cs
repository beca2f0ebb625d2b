using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Control;
using ResearchBot.FakeSlack.Files;
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

        _app = FakeHost.Build(options.Port);
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
        await FakeHost.EndAsync(_app);
    }
}

/// <summary>What a fake starts with.</summary>
public sealed record FakeSlackOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The bot token of the first team; later teams get their own.</summary>
    public string BotToken { get; init; } = "xoxb-fake-bot";

    public string AppToken { get; init; } = "xapp-fake-app";

    public string SigningSecret { get; init; } = "fake-signing-secret";

    public string AppId { get; init; } = "A0FAKE0001";

    public string BotName { get; init; } = "bot";

    /// <summary>The clock of every rule: 3 s, retries, tickets, triggers, response URLs, rates and stamps.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>With it a call or an event outside <see cref="BotScopes"/> is refused or not sent.</summary>
    public bool StrictScopes { get; init; }

    public IReadOnlySet<string> BotScopes { get; init; } = new HashSet<string>
    {
        "app_mentions:read", "chat:write", "commands", "channels:history", "groups:history", "im:history", "mpim:history", "channels:read",
        "groups:read", "im:read", "im:write", "mpim:read", "users:read", "usergroups:read", "reactions:write", "files:read", "files:write",
        "assistant:write", "team:read",
    };

    /// <summary>The subscription of the app. A mention in a channel is sent twice when message.channels is in it.</summary>
    public IReadOnlySet<string> BotEvents { get; init; } = new HashSet<string>
    {
        "app_mention", "message.im", "message.channels", "message.groups", "message.mpim",
    };

    /// <summary>Counts the documented tiers and answers 429 beyond them.</summary>
    public bool EnforceTiers { get; init; }

    /// <summary>When an event that was not acknowledged comes again, counted from its timeout.</summary>
    public IReadOnlyList<TimeSpan> RetryDelays { get; init; } = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    /// <summary>How long an acknowledgement may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>After this a connection is warned and closed; none: it lives on.</summary>
    public TimeSpan? ConnectionLife { get; init; }

    /// <summary>Chooses the socket of each envelope.</summary>
    public int Seed { get; init; } = 1;
}
