using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResearchBot.Tests.Search.Embedding;

namespace ResearchBot.Tests.Models;

/// <summary>An embeddings endpoint on loopback that does as it is told.</summary>
internal sealed class EndpointServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private EndpointServer(WebApplication app) => _app = app;

    /// <summary>What to do with a request, by its number from 1 on; true where the request has been dealt with.</summary>
    public Func<int, HttpContext, string[], Task<bool>> Misbehave { get; set; } = (_, _, _) => Task.FromResult(false);

    /// <summary>The vector that a model has for a text.</summary>
    public Func<string?, string, float[]> VectorOf { get; set; } = (_, text) => HashGenerator.Of(text);

    /// <summary>The texts of the requests that were answered rightly.</summary>
    public ConcurrentQueue<string[]> Answered { get; } = [];

    /// <summary>The bodies and the Authorization headers of all requests.</summary>
    public ConcurrentQueue<(JsonElement Body, string? Authorization)> Seen { get; } = [];

    public int Requests => Volatile.Read(ref _requests);

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1";

    public static async Task<EndpointServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new EndpointServer(app);
        app.Run(server.HandleAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>An answer in the protocol's form, its places in reverse order.</summary>
    public static string ToJson(IEnumerable<float[]> vectors) => JsonSerializer.Serialize(new
    {
        @object = "list",
        data = vectors.Select((vector, index) => new { @object = "embedding", index, embedding = vector }).Reverse(),
        model = "m",
        usage = new { prompt_tokens = 1, total_tokens = 1 },
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _requests);
        using var request = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        Seen.Enqueue((request.RootElement.Clone(), context.Request.Headers.Authorization));
        var texts = request.RootElement.GetProperty("input").EnumerateArray().Select(one => one.GetString()!).ToArray();
        if (context.Request.Path != "/v1/embeddings")
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (!await Misbehave(number, context, texts))
        {
            Answered.Enqueue(texts);
            context.Response.ContentType = "application/json";
            var model = request.RootElement.GetProperty("model").GetString();
            await context.Response.WriteAsync(ToJson(texts.Select(text => VectorOf(model, text))));
        }
    }
}
