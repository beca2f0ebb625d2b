using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Tests.Slack.Web;

/// <summary>A server on loopback that answers as a test says, and keeps what came.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RawServer(WebApplication app) => _app = app;

    public string Address { get; private set; } = string.Empty;

    /// <summary>Every request but those of sockets.</summary>
    public ConcurrentQueue<(string Path, string? Type, string? Authorization, string Body, DateTimeOffset At)> Requests { get; } = [];

    public static async Task<RawServer> StartAsync(Func<HttpContext, string, Task> answer, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new RawServer(app);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = context.WebSockets.IsWebSocketRequest ? string.Empty : await reader.ReadToEndAsync();
            if (!context.WebSockets.IsWebSocketRequest)
            {
                server.Requests.Enqueue((context.Request.Path, context.Request.ContentType, context.Request.Headers.Authorization, body, (time ?? TimeProvider.System).GetUtcNow()));
            }

            await answer(context, body);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(now.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        await _app.DisposeAsync();
    }
}
