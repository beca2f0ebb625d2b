using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;

namespace ResearchBot.Slack.Web;

/// <summary>Calls methods of the Web API within Slack's limits, and tries again where that cannot do a thing twice.</summary>
internal sealed partial class WebClient(HttpClient http, SlackOptions options, TimeProvider time, ILogger<WebClient> logger)
{
    private const int Attempts = 4;
    private const int MostLimited = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly CallLines _lines = new(time);

    internal int Lines => _lines.Count;

    /// <summary>Calls a method and reads its answer.</summary>
    /// <exception cref="SlackException">Slack refused it.</exception>
    /// <exception cref="HttpRequestException">It could not be sent, or its answer is lost.</exception>
    public async Task<T> CallAsync<T>(WebCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var body = await CallAsync(call, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new HttpRequestException($"Slack answered {call.Method} with nothing.");
        }
        catch (JsonException broken)
        {
            throw new HttpRequestException($"Slack answered {call.Method} with something else than was agreed.", broken);
        }
    }

    /// <summary>Calls a method; its answer's text.</summary>
    /// <exception cref="SlackException">Slack refused it.</exception>
    /// <exception cref="HttpRequestException">It could not be sent, or its answer is lost.</exception>
    public async Task<string> CallAsync(WebCall call, CancellationToken cancellationToken)
    {
        for (var (attempt, limited) = (1, 0); ;)
        {
            var answer = await TryAsync(call, cancellationToken);
            if (answer.Failure is null)
            {
                return answer.Body;
            }

            var again = answer.IsUndone || (answer.IsUnknown && call.IsRepeatable);
            if (!again || attempt == Attempts || limited == MostLimited)
            {
                throw answer.Failure;
            }

            LogAgain(call.Method, attempt + limited, answer.Failure.Message);
            if (answer.Pause is not null)
            {
                limited++; // the line knows the wait
            }
            else
            {
                await Task.Delay(FirstPause * (Math.Pow(2, attempt++ - 1) * (0.5 + Random.Shared.NextDouble())), time, cancellationToken);
            }
        }
    }

    /// <summary>Sends something to an address that Slack gave out, once and without a token.</summary>
    /// <exception cref="SlackException">Slack refused it.</exception>
    /// <exception cref="HttpRequestException">It could not be sent.</exception>
    public async Task SendAsync(string what, Uri address, HttpContent content, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        message.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        var (response, fault) = await SendAsync(message, cancellationToken);
        using var ended = response;
        if (response is null)
        {
            throw WebAnswer.Broken(what, fault!).Failure!;
        }

        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new SlackException(what, $"http_{(int)response.StatusCode}", body.Length > 200 ? body[..200] : body)
            {
                RetryAfter = response.Headers.RetryAfter?.Delta,
            };
        }

        if (body.StartsWith('{') && WebAnswer.Read(what, response, body).Failure is SlackException refused)
        {
            throw refused;
        }
    }

    private async Task<WebAnswer> TryAsync(WebCall call, CancellationToken cancellationToken)
    {
        var line = await _lines.EnterAsync(call, cancellationToken);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, options.MethodUrl(call.Method)) { Content = call.Body() };
            message.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.IsOfApp ? options.AppToken : options.BotToken);
            var (response, fault) = await SendAsync(message, cancellationToken);
            using var ended = response;
            if (response is null)
            {
                return WebAnswer.Broken(call.Method, fault!);
            }

            var answer = WebAnswer.Read(call.Method, response, await response.Content.ReadAsStringAsync(cancellationToken)); // which the client has buffered
            if (answer.Pause is { } pause)
            {
                line.Close(pause, time);
            }

            return answer;
        }
        finally
        {
            line.Turn.Release();
        }
    }

    private async Task<(HttpResponseMessage? Response, Exception? Fault)> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return (await http.SendAsync(message, cancellationToken), null);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (null, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack: {Method} is tried again after attempt {Attempt}: {Fault}")]
    private partial void LogAgain(string method, int attempt, string fault);
}

internal sealed record WebCall(string Method, Func<HttpContent> Body)
{
    /// <summary>What has limits of its own besides the method: a channel; empty if there is nothing.</summary>
    public string Major { get; init; } = string.Empty;

    public TimeSpan Apart { get; init; }

    /// <summary>Whether doing it twice is the same as doing it once: so it may be tried again when its outcome is unknown.</summary>
    public bool IsRepeatable { get; init; }

    public bool IsOfApp { get; init; }
}

/// <summary>The HTTP clients for Slack. None follows redirects: then the token would be lost, or go where it must not.</summary>
internal static class SlackHttp
{
    /// <summary>For calls: 15 s for an answer with its whole body, 16 MB at most.</summary>
    public static HttpClient CreateForCalls() => new(Handler())
    {
        Timeout = TimeSpan.FromSeconds(15),
        MaxResponseContentBufferSize = 16 * 1024 * 1024,
    };

    /// <summary>For files: their readers set the deadline for the body.</summary>
    public static HttpClient CreateForFiles() => new(Handler()) { Timeout = TimeSpan.FromMinutes(2) };

    private static SocketsHttpHandler Handler() => new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
}
