using System.Security.Cryptography;
using System.Text;
using ResearchBot.FakeSlack.Control;
using ResearchBot.FakeSlack.SocketMode;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack;

/// <summary>HTTP mode: signed requests to the app's URLs, with Slack's retries.</summary>
public sealed class HttpDelivery : IDisposable
{
    private readonly World _world;
    private readonly Record _record;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ITimer> _retries = [];

    internal HttpDelivery(World world, Record record) => (_world, _record) = (world, record);

    /// <summary>Once set, everything goes by HTTP and nothing by sockets.</summary>
    public RequestUrls? Urls { get; set; }

    public Task<SentRequest> SendJsonAsync(string url, JsonObject body, SignatureKind signature = SignatureKind.Right, int retryNumber = 0, string? retryReason = null) =>
        SendAsync(url, "application/json", body.ToJsonString(), signature, retryNumber, retryReason);

    public Task<SentRequest> SendFormAsync(string url, JsonObject fields, SignatureKind signature = SignatureKind.Right) =>
        SendAsync(url, "application/x-www-form-urlencoded", Form(fields), signature, 0, null);

    /// <summary>Slack's check of a new URL; the app must give the challenge back.</summary>
    public Task<SentRequest> VerifyUrlAsync(string url, string challenge, SignatureKind signature = SignatureKind.Right) =>
        SendJsonAsync(url, new JsonObject { ["token"] = "verification-token", ["challenge"] = challenge, ["type"] = "url_verification" }, signature);

    /// <summary>Slack's check of a certificate: an unsigned form.</summary>
    public Task<SentRequest> CheckTlsAsync(string url) =>
        SendFormAsync(url, new JsonObject { ["ssl_check"] = "1", ["token"] = "verification-token" }, SignatureKind.Missing);

    /// <summary>The same bytes, stamp and signature once more.</summary>
    public Task<SentRequest> ReplayAsync(SentRequest request) => SendAsync(request with { Status = null, Answer = "" });

    public void Dispose()
    {
        _stop.Cancel();
        _retries.ForEach(timer => timer.Dispose());
        _http.Dispose();
        _stop.Dispose();
    }

    internal void Send(string type, JsonObject payload, Action<JsonNode?, string?>? done)
    {
        var body = (JsonObject)payload.DeepClone();
        _ = type == "events_api" ? SendEventAsync(body, 0, null) : AskAsync(type, body, done);
    }

    private async Task SendEventAsync(JsonObject body, int attempt, string? reason)
    {
        var sent = await SendJsonAsync(Urls!.Events, body, retryNumber: attempt, retryReason: reason);
        var timedOut = sent.Status is null;
        if (sent.Status is >= 200 and < 300 || (!timedOut && sent.StopsRetries))
        {
            return;
        }

        lock (_world.Gate)
        {
            if (attempt == _world.Options.RetryDelays.Count || _stop.IsCancellationRequested)
            {
                _record.Happened("event lost");
                return;
            }

            var why = timedOut ? sent.Answer : "http_error";
            _retries.Add(Timers.Once(_world.Clock, _world.Options.RetryDelays[attempt], () => _ = SendEventAsync(body, attempt + 1, why)));
        }
    }

    private async Task AskAsync(string type, JsonObject payload, Action<JsonNode?, string?>? done)
    {
        var sent = type == "slash_commands"
            ? await SendFormAsync(Urls!.Commands, payload)
            : await SendFormAsync(Urls!.Interactivity, new JsonObject { ["payload"] = payload.ToJsonString() });
        lock (_world.Gate)
        {
            if (sent.Status is >= 200 and < 300)
            {
                done?.Invoke(sent.Answer.Length == 0 ? null : JsonReading.Parse(sent.Answer) ?? new JsonObject { ["text"] = sent.Answer }, null);
            }
            else
            {
                done?.Invoke(null, sent.Status is null && sent.Answer == "http_timeout" ? "operation_timeout" : "dispatch_failed");
            }

            _record.Happened("answered");
        }
    }

    private Task<SentRequest> SendAsync(string url, string contentType, string body, SignatureKind signature, int retryNumber, string? retryReason)
    {
        var (stamp, signed) = Signing.Sign(_world.Options.SigningSecret, body, _world.Clock.GetUtcNow(), signature);
        return SendAsync(new SentRequest(url, contentType, body, stamp, signed, retryNumber, retryReason));
    }

    private async Task<SentRequest> SendAsync(SentRequest sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, sent.Url) { Content = new StringContent(sent.Body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(sent.ContentType);
        request.Headers.TryAddWithoutValidation("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        Add(request, "X-Slack-Request-Timestamp", sent.Stamp);
        Add(request, "X-Slack-Signature", sent.Signature);
        Add(request, "X-Slack-Retry-Num", sent.RetryNumber == 0 ? null : $"{sent.RetryNumber}");
        Add(request, "X-Slack-Retry-Reason", sent.RetryReason);
        var started = _world.Clock.GetTimestamp();
        using var patience = new CancellationTokenSource(_world.Options.Patience, _world.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stop.Token);
        try
        {
            using var answer = await _http.SendAsync(request, either.Token);
            sent.Answer = await answer.Content.ReadAsStringAsync(either.Token);
            sent.Status = (int)answer.StatusCode;
            sent.StopsRetries = answer.Headers.Contains("X-Slack-No-Retry");
        }
        catch (OperationCanceledException)
        {
            sent.Answer = "http_timeout";
        }
        catch (HttpRequestException)
        {
            sent.Answer = "connection_failed";
        }

        sent.Took = _world.Clock.GetElapsedTime(started);
        lock (_world.Gate)
        {
            _record.SentRequests.Add(sent);
            _record.Happened("request sent");
        }

        return sent;
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string Form(JsonObject fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value?.ToString() ?? "")}"));
}

/// <summary>One request to the app in HTTP mode and what it answered; no status means that no answer came.</summary>
public sealed record SentRequest(string Url, string ContentType, string Body, string? Stamp, string? Signature, int RetryNumber, string? RetryReason)
{
    public int? Status { get; internal set; }

    public string Answer { get; internal set; } = "";

    public bool StopsRetries { get; internal set; }

    public TimeSpan Took { get; internal set; }
}

/// <summary>Where the app wants its requests.</summary>
public sealed record RequestUrls(string Events, string Commands, string Interactivity);

public enum SignatureKind
{
    Right,

    /// <summary>Made with another secret.</summary>
    Forged,

    /// <summary>Right, but of a body that was changed afterwards.</summary>
    OtherBody,

    /// <summary>Right, 301 s old.</summary>
    Stale,

    /// <summary>Right, 301 s ahead.</summary>
    Future,

    /// <summary>v1= in place of v0=.</summary>
    OtherVersion,

    Missing,
    MissingStamp,
    GarbledStamp,
}

/// <summary>X-Slack-Signature: HMAC-SHA256 over "v0:", the stamp, ":" and the raw body.</summary>
internal static class Signing
{
    public static (string? Stamp, string? Signature) Sign(string secret, string body, DateTimeOffset now, SignatureKind kind)
    {
        var seconds = now.ToUnixTimeSeconds() + kind switch { SignatureKind.Stale => -301, SignatureKind.Future => 301, _ => 0 };
        var stamp = kind == SignatureKind.GarbledStamp ? "now" : seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var key = Encoding.UTF8.GetBytes(kind == SignatureKind.Forged ? secret + "x" : secret);
        var signed = kind == SignatureKind.OtherBody ? body + " " : body;
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"v0:{stamp}:{signed}")));
        var signature = kind switch
        {
            SignatureKind.Missing => null,
            SignatureKind.OtherVersion => $"v1={hash}",
            _ => $"v0={hash}",
        };
        return (kind == SignatureKind.MissingStamp ? null : stamp, signature);
    }
}
