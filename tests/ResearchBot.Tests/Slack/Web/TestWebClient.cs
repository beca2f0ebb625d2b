using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ResearchBot.Slack;
using ResearchBot.Slack.Web;

namespace ResearchBot.Tests.Slack.Web;

/// <summary>The client of the Web API against a server that answers as a test says, in time that runs faster.</summary>
internal sealed class TestWebClient : IAsyncDisposable
{
    private readonly HttpClient _http = SlackHttp.CreateForCalls();
    private readonly HttpClient _files = SlackHttp.CreateForFiles();

    private TestWebClient(RawServer server, TimeProvider time, TimeSpan? timeout, int megabytes)
    {
        Server = server;
        _http.Timeout = timeout ?? _http.Timeout;
        Options = new SlackOptions { BotToken = "xoxb-1", AppToken = "xapp-1", ApiUrl = $"{server.Address}/api/", MaxFileMegabytes = megabytes };
        Client = new WebClient(_http, Options, time, Log.For<WebClient>());
        Slack = new SlackWeb(Client);
        Files = new FileDownload(_files, Options, Log.For<FileDownload>());
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public RawServer Server { get; }

    public SlackOptions Options { get; }

    public TestLog Log { get; } = new();

    public WebClient Client { get; }

    public SlackWeb Slack { get; }

    public FileDownload Files { get; }

    /// <param name="answer">What the server does with the n-th request, counted from 1, and its body.</param>
    /// <param name="speed">How much faster the client's time runs.</param>
    /// <param name="timeout">How long it waits for an answer.</param>
    /// <param name="megabytes">How large a file may be.</param>
    public static async Task<TestWebClient> OpenAsync(Func<HttpContext, int, string, Task> answer, double speed = 20, TimeSpan? timeout = null, int megabytes = 1)
    {
        var time = new QuickTime(speed);
        var count = 0;
        return new TestWebClient(await RawServer.StartAsync((context, body) => answer(context, Interlocked.Increment(ref count), body), time), time, timeout, megabytes);
    }

    public static async Task AnswerAsync(HttpContext context, string body, int status = 200, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    }

    public static Task OkAsync(HttpContext context, object? more = null) =>
        AnswerAsync(context, more is null ? """{"ok":true,"channel":"C1","ts":"1.1"}""" : "{\"ok\":true," + JsonSerializer.Serialize(more)[1..]);

    public static Task LimitAsync(HttpContext context, int seconds)
    {
        context.Response.Headers.RetryAfter = $"{seconds}";
        return AnswerAsync(context, """{"ok":false,"error":"ratelimited"}""", 429);
    }

    public Task<PostedMessage> PostAsync(string channel = "C1") => Slack.PostAsync(channel, new OutgoingMessage("x"), Stop);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _http.Dispose();
        _files.Dispose();
    }
}
