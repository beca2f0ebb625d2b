using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Fakes;

/// <summary>A server on 127.0.0.1 that logs nothing and takes large bodies.</summary>
internal static class FakeHost
{
    /// <param name="port">0 takes a free one.</param>
    /// <param name="listen">More for that port.</param>
    /// <param name="configure">More ports.</param>
    public static WebApplication Build(int port, Action<ListenOptions>? listen = null, Action<KestrelServerOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, one =>
            {
                one.Protocols = HttpProtocols.Http1;
                listen?.Invoke(one);
            });
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
            configure?.Invoke(kestrel);
        });
        return builder.Build();
    }

    /// <summary>Leaves what is still open two seconds.</summary>
    public static async Task EndAsync(WebApplication app)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }
}
