using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Slack.Http;

/// <summary>Receives over requests that Slack sends: listens on this machine alone, unless it is set otherwise.</summary>
internal sealed class HttpMode(SlackOptions options, SlackEndpoint endpoint, ILoggerFactory loggers)
{
    private static readonly TimeSpan HeadersDeadline = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Uri> Address => _address.Task;

    /// <summary>Listens until it is cancelled.</summary>
    /// <exception cref="UserFacingException">The port is taken or may not be used.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = SlackEndpoint.LargestBody;
            kestrel.Limits.MinRequestBodyDataRate = null; // the endpoint's own deadline is shorter
            kestrel.Limits.RequestHeadersTimeout = HeadersDeadline;
            kestrel.Listen(IPAddress.Parse(options.ListenAddress), options.Port);
        });
        await using var app = builder.Build();
        app.Run(context => context.Request.Path == options.Path ? endpoint.AnswerAsync(context) : NotFound(context));
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException taken)
        {
            throw new UserFacingException($"{options.ListenAddress}:{options.Port} cannot be listened on (Slack:Port): {taken.GetBaseException().Message}", isFailure: true, taken);
        }

        _address.TrySetResult(new Uri(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), options.Path));
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.StopAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
