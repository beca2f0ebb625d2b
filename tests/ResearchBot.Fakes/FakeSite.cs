using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ResearchBot.Fakes;

/// <summary>A web site on 127.0.0.1 whose pages a test writes. Paths count with their query strings.</summary>
internal sealed class FakeSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, FakePage> _pages = [];
    private readonly ConcurrentQueue<string> _asked = [];

    private FakeSite(WebApplication app) => _app = app;

    /// <summary>Such as 127.0.0.1:40123.</summary>
    public string Host { get; private set; } = string.Empty;

    /// <summary>The paths that were asked for, in order, each with the status that was answered: <c>/a 200</c>.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>What is done with each request before it is answered.</summary>
    public Func<HttpContext, Task>? Before { get; set; }

    public static async Task<FakeSite> StartAsync()
    {
        var app = FakeHost.Build(0);
        var site = new FakeSite(app);
        app.Run(site.AnswerAsync);
        await app.StartAsync();
        site.Host = new Uri(app.Urls.First()).Authority;
        return site;
    }

    public Uri Url(string path) => new($"http://{Host}{path}");

    /// <summary>Writes a page of HTML around a body.</summary>
    public void Page(string path, string body, string head = "") =>
        Put(path, new FakePage(200, "text/html; charset=utf-8", Encoding.UTF8.GetBytes($"<!doctype html><html><head><title>{path}</title>{head}</head><body>{body}</body></html>")));

    public void Put(string path, FakePage page) => _pages[path] = page;

    public void Put(string path, string type, string text) => Put(path, new FakePage(200, type, Encoding.UTF8.GetBytes(text)));

    public void Redirect(string path, string to) => Put(path, new FakePage(302, "text/plain", []) { Headers = { ["Location"] = to } });

    public void Remove(string path) => _pages.TryRemove(path, out _);

    public void Forget() => _asked.Clear();

    public ValueTask DisposeAsync() => new(FakeHost.EndAsync(_app));

    private async Task AnswerAsync(HttpContext context)
    {
        if (Before is { } before)
        {
            await before(context);
        }

        var path = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        var page = _pages.GetValueOrDefault(path) ?? new FakePage(404, "text/plain", "Not found"u8.ToArray());
        var isSame = page.Headers.TryGetValue("ETag", out var tag) && context.Request.Headers.IfNoneMatch == tag;
        context.Response.StatusCode = isSame ? 304 : page.Status;
        _asked.Enqueue($"{path} {context.Response.StatusCode}");
        foreach (var (name, value) in page.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (!isSame)
        {
            context.Response.ContentType = page.Type;
            await context.Response.Body.WriteAsync(page.Body);
        }
    }
}

/// <summary>What a site answers.</summary>
internal sealed record FakePage(int Status, string Type, byte[] Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];
}
