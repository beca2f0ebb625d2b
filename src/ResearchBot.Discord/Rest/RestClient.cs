using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;

namespace ResearchBot.Discord.Rest;

/// <summary>Sends requests within Discord's limits and tries again where that cannot do a thing twice.</summary>
internal sealed partial class RestClient
{
    private const int Attempts = 4;
    private const int MostLimited = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient _http;
    private readonly DiscordOptions _options;
    private readonly RateLimits _limits;
    private readonly InvalidRequests _refused;
    private readonly TimeProvider _time;
    private readonly ILogger<RestClient> _logger;
    private volatile bool _tokenIsRefused;

    public RestClient(HttpClient http, DiscordOptions options, TimeProvider time, ILogger<RestClient> logger)
    {
        (_http, _options, _time, _logger) = (http, options, time, logger);
        _limits = new RateLimits(time);
        _refused = new InvalidRequests(time);
    }

    internal int Lines => _limits.Lines;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="DiscordException">Discord refused it.</exception>
    /// <exception cref="HttpRequestException">It could not be sent.</exception>
    public async Task<T> SendAsync<T>(RestRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var body = await SendAsync(request, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new HttpRequestException($"Discord answered {request.Route} with nothing.");
        }
        catch (JsonException broken)
        {
            throw new HttpRequestException($"Discord answered {request.Route} with something else than was agreed.", broken);
        }
    }

    /// <summary>Sends a request; its answer's text.</summary>
    /// <exception cref="DiscordException">Discord refused it.</exception>
    /// <exception cref="HttpRequestException">It could not be sent.</exception>
    public async Task<string> SendAsync(RestRequest request, CancellationToken cancellationToken)
    {
        for (var (attempt, limited) = (1, 0); ;)
        {
            var (body, failure, again) = await TryAsync(request, cancellationToken);
            if (failure is null)
            {
                return body;
            }

            if (!again || attempt == Attempts || limited == MostLimited)
            {
                throw failure;
            }

            LogAgain(request.Method.Method, request.Route, attempt + limited, failure.Message);
            if (failure is DiscordException { Status: HttpStatusCode.TooManyRequests })
            {
                limited++; // nothing was done, and the limits know the wait
            }
            else
            {
                await Task.Delay(FirstPause * (Math.Pow(2, attempt++ - 1) * (0.5 + Random.Shared.NextDouble())), _time, cancellationToken);
            }
        }
    }

    private void ThrowIfStopped(RestRequest request)
    {
        if (_tokenIsRefused && !request.IsInteraction)
        {
            throw new DiscordException(HttpStatusCode.Unauthorized, 0, "the token is refused; nothing more is sent with it.");
        }

        switch (_refused.Stops(request))
        {
            case null:
                break;
            case HttpStatusCode.Forbidden:
                throw new DiscordException(HttpStatusCode.Forbidden, 0, $"{request.Route} was refused too often in the last minutes; it is not sent again until that is over.");
            default:
                throw new HttpRequestException($"Discord refused too many requests in the last minutes; {request.Route} is not sent until that is over.");
        }
    }

    private async Task<(string Body, Exception? Failure, bool Again)> TryAsync(RestRequest request, CancellationToken cancellationToken)
    {
        using var permit = await _limits.WaitAsync(request, cancellationToken);
        ThrowIfStopped(request); // after the wait, in which others may have been refused
        using var message = ToMessage(request);
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(message, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (string.Empty, fault as HttpRequestException ?? new HttpRequestException($"{request.Route} broke off: {fault.Message}", fault), request.IsRepeatable);
        }

        using var ended = response;
        var body = await response.Content.ReadAsStringAsync(cancellationToken); // which the client has buffered
        var headers = RateLimitHeaders.Read(response, body);
        permit.Learn(headers);
        if (response.IsSuccessStatusCode)
        {
            return (body, null, false);
        }

        Note(request, response.StatusCode, headers);
        return (body, ToException(response.StatusCode, body), response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => true,
            >= HttpStatusCode.InternalServerError => request.IsRepeatable,
            _ => false,
        });
    }

    private void Note(RestRequest request, HttpStatusCode status, RateLimitHeaders headers)
    {
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || (status == HttpStatusCode.TooManyRequests && !headers.IsShared))
        {
            _refused.Add(request, status);
        }

        if (status == HttpStatusCode.Unauthorized && !request.IsInteraction && !_tokenIsRefused)
        {
            _tokenIsRefused = true;
            LogTokenRefused();
        }
    }

    private HttpRequestMessage ToMessage(RestRequest request)
    {
        var message = new HttpRequestMessage(request.Method, $"{_options.ApiUrl.TrimEnd('/')}/{request.Path}") { Content = request.Body?.Invoke() };
        message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        if (!request.IsInteraction)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bot", _options.Token);
        }

        return message;
    }

    private static DiscordException ToException(HttpStatusCode status, string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var code = root.TryGetProperty("code", out var number) && number.TryGetInt32(out var value) ? value : 0;
            return new DiscordException(status, code, body.Length > 1_000 ? body[..1_000] : body);
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return new DiscordException(status, 0, "an answer that is not Discord's");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Route} is tried again after attempt {Attempt}: {Fault}")]
    private partial void LogAgain(string method, string route, int attempt, string fault);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Discord refuses the token; nothing more is sent. Set Discord__Token to the one that the developer portal shows")]
    private partial void LogTokenRefused();
}

/// <param name="Route">The path with the ids left out, such as <c>channels/{channel}/messages</c>: requests of one route share a limit.</param>
/// <param name="Major">The id that has limits of its own: the channel, server or webhook; empty if there is none.</param>
internal sealed record RestRequest(HttpMethod Method, string Route, string Major, string Path)
{
    /// <summary>Makes the body anew for each attempt; null if there is none.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>Whether doing it twice is the same as doing it once: so it may be tried again when its outcome is unknown.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it belongs to an interaction, which the global limit does not count and which needs no token.</summary>
    public bool IsInteraction { get; init; }
}

/// <summary>The HTTP client for Discord.</summary>
internal static class DiscordHttp
{
    /// <summary>Makes one: no redirects, 15 s for an answer with its whole body, 16 MB at most.</summary>
    public static HttpClient Create() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(15),
        MaxResponseContentBufferSize = 16 * 1024 * 1024,
    };

    /// <summary>Makes one for attachments, which may be large and whose reader counts the bytes: no redirects, 2 minutes.</summary>
    public static HttpClient CreateForFiles() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromMinutes(2) };
}

/// <param name="message">What Discord says; may quote what was sent, so it is for the log only.</param>
public sealed class DiscordException(HttpStatusCode status, int code, string message)
    : PlatformException($"Discord answered {(int)status} ({code}): {message}")
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status => status;

    /// <summary>Discord's own code, such as <see cref="DiscordErrorCodes.UnknownInteraction"/>; 0 if it gave none.</summary>
    public int Code => code;

    public override PlatformFault Fault => status switch
    {
        HttpStatusCode.Forbidden => PlatformFault.Closed,
        HttpStatusCode.NotFound => PlatformFault.Gone,
        >= HttpStatusCode.InternalServerError => PlatformFault.Unknown,
        _ => PlatformFault.Refused,
    };
}

/// <summary>Discord's codes that change what is done next.</summary>
internal static class DiscordErrorCodes
{
    public const int UnknownMessage = 10008;
    public const int UnknownWebhook = 10015;
    public const int UnknownInteraction = 10062;
    public const int AlreadyAcknowledged = 40060;
    public const int InvalidWebhookToken = 50027;
    public const int MissingPermissions = 50013;
    public const int ThreadExists = 160004;
}
