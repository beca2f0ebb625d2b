using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.FakeModel;

/// <summary>A language model on loopback that speaks OpenAI's and Anthropic's protocols, plain and streamed, and fails as it is told.</summary>
public sealed class FakeModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<FakeRequest> _requests = [];
    private int _open;
    private int _most;
    private int _number;

    private FakeModelServer(WebApplication app, FakeModelOptions options)
    {
        _app = app;
        Options = options;
    }

    /// <summary>How it behaves.</summary>
    public FakeModelOptions Options { get; }

    /// <summary>Base address without a version, as Anthropic's client wants it.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>Base address with the version, as OpenAI's client wants it.</summary>
    public string OpenAiAddress => $"{Address}/v1";

    /// <summary>The same server over TLS, with a certificate that nobody trusts.</summary>
    public string UntrustedAddress { get; private set; } = string.Empty;

    /// <summary>All requests that could be read, in their order.</summary>
    public IReadOnlyList<FakeRequest> Requests => [.. _requests];

    /// <summary>The greatest number of connections at once.</summary>
    public int MostConnections => Volatile.Read(ref _most);

    /// <summary>Starts a server.</summary>
    public static async Task<FakeModelServer> StartAsync(FakeModelOptions options, CancellationToken cancellationToken)
    {
        FakeModelServer? server = null;
        var app = FakeHost.Build(options.Port, listen => listen.Use(next => connection => server!.CountAsync(next, connection)),
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(UntrustedCertificate.Create())));
        server = new FakeModelServer(app, options);
        app.MapPost("/v1/chat/completions", context => server.AnswerAsync(context, new OpenAiWire()));
        app.MapPost("/v1/messages", context => server.AnswerAsync(context, new AnthropicWire()));
        app.MapGet("/v1/models", context => context.Response.WriteAsJsonAsync(OpenAiWire.Models(server.Options.Model ?? "fake-model")));
        await app.StartAsync(cancellationToken);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        server.Address = addresses.First(address => address.StartsWith("http:", StringComparison.Ordinal));
        server.UntrustedAddress = addresses.First(address => address.StartsWith("https:", StringComparison.Ordinal));
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Wire wire)
    {
        if (await wire.ReadAsync(context, Interlocked.Increment(ref _number)) is not { } request)
        {
            return; // it was refused
        }

        _requests.Enqueue(request);
        try
        {
            await new Exchange(Options, wire, request, context).RunAsync();
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more.
        }
        finally
        {
            request.IsAborted = context.RequestAborted.IsCancellationRequested;
            request.GoneSource.TrySetResult();
        }
    }

    private async Task CountAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        var open = Interlocked.Increment(ref _open);
        for (var most = Volatile.Read(ref _most); open > most; most = Volatile.Read(ref _most))
        {
            Interlocked.CompareExchange(ref _most, open, most);
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}

/// <summary>A certificate that no authority has signed.</summary>
internal static class UntrustedCertificate
{
    public static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
