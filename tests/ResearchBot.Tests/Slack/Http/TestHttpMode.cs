using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ResearchBot.Slack;
using ResearchBot.Slack.Events;
using ResearchBot.Slack.Http;

namespace ResearchBot.Tests.Slack.Http;

/// <summary>HTTP mode over real requests, at a time that stands still.</summary>
internal sealed class TestHttpMode : IAsyncDisposable
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new();
    private readonly ILoggerFactory _loggers = LoggerFactory.Create(_ => { });
    private readonly Task _running;
    private readonly HttpMode _mode;

    private TestHttpMode(int capacity, AnswerEnvelope? answer)
    {
        Queue = new EnvelopeQueue(capacity);
        var options = new SlackOptions { Mode = SlackOptions.Http, SigningSecret = Secret, Port = 0 };
        var intake = new Intake(Queue, new EnvelopeAnswers(answer ?? (_ => null)), Log.For<Intake>());
        _mode = new HttpMode(options, new SlackEndpoint(options, intake, Time, Log.For<SlackEndpoint>()), _loggers);
        _running = _mode.RunAsync(_stop.Token);
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_531_420_618));

    public TestLog Log { get; } = new();

    public EnvelopeQueue Queue { get; }

    public Uri Address { get; private set; } = null!;

    public static async Task<TestHttpMode> OpenAsync(int capacity = 100, AnswerEnvelope? answer = null)
    {
        var room = new TestHttpMode(capacity, answer);
        room.Address = await room._mode.Address.WaitAsync(Stop);
        return room;
    }

    /// <summary>The signature as the protocol describes it, over bytes.</summary>
    public static string Sign(long timestamp, byte[] body, string secret = Secret, string version = "v0") =>
        $"{version}={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{version}:{timestamp}:").Concat(body).ToArray()))}";

    /// <summary>Sends what Slack would send.</summary>
    public Task<HttpResponseMessage> SendAsync(string body, bool isForm = false, Action<HttpRequestMessage>? change = null)
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        return PostAsync(Encoding.UTF8.GetBytes(body), now.ToString(CultureInfo.InvariantCulture), Sign(now, Encoding.UTF8.GetBytes(body)), isForm, change);
    }

    public Task<HttpResponseMessage> PostAsync(byte[] body, string? timestamp, string? signature, bool isForm = false, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(isForm ? "application/x-www-form-urlencoded" : "application/json");
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature);
        change?.Invoke(request);
        return _http.SendAsync(request, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _http.Dispose();
        _stop.Dispose();
        _loggers.Dispose();
    }
}
