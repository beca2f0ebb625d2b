using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ResearchBot.Slack.Http;

/// <summary>Slack's requests in HTTP mode: events, commands, presses. The signature is looked at before anything else is; the answer goes out before
/// anything is worked on, and well within three seconds.</summary>
internal sealed partial class SlackEndpoint(SlackOptions options, Intake intake, TimeProvider time, ILogger<SlackEndpoint> logger)
{
    /// <summary>Larger bodies are refused; Slack's largest is a form of 250 KB, escaped.</summary>
    public const int LargestBody = 2 * 1024 * 1024;

    private static readonly TimeSpan BodyDeadline = TimeSpan.FromSeconds(2);

    private readonly RequestSignature _signature = new(options.SigningSecret, time);
    private readonly SeenSignatures _seen = new(time);

    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var (body, refusal) = await ReadAsync(request, context.RequestAborted);
        if (body is null)
        {
            context.Response.StatusCode = refusal;
            return;
        }

        string? signature = request.Headers["X-Slack-Signature"];
        if (!_signature.IsValid(request.Headers["X-Slack-Request-Timestamp"], signature, body))
        {
            var isCheck = RequestReader.IsTlsCheck(request.ContentType, body);
            context.Response.StatusCode = isCheck ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
            if (!isCheck)
            {
                LogForged();
            }

            return;
        }

        if (!_seen.TryAdd(signature!))
        {
            LogReplayed();
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await TakeAsync(context, body);
    }

    private async Task TakeAsync(HttpContext context, byte[] body)
    {
        if (RequestReader.Read(context.Request.ContentType, body) is not var (kind, payload))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (kind == EnvelopeKind.Event && RequestReader.Challenge(payload) is { } challenge)
        {
            await WriteAsync(context.Response, new JsonObject { ["challenge"] = challenge });
            return;
        }

        var headers = context.Request.Headers;
        var envelope = new SlackEnvelope(kind, payload, time.GetTimestamp())
        {
            RetryAttempt = int.TryParse(headers["X-Slack-Retry-Num"], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) ? attempt : 0,
            RetryReason = headers["X-Slack-Retry-Reason"],
            TakesAnswer = kind != EnvelopeKind.Event,
        };
        await intake.TakeAsync(envelope, answer => WriteAsync(context.Response, answer));
    }

    /// <summary>Sends the whole answer; afterwards Slack has it, or never will.</summary>
    private static async Task WriteAsync(HttpResponse response, JsonObject? answer)
    {
        response.HttpContext.RequestAborted.ThrowIfCancellationRequested(); // not afterwards: whoever has the answer may hang up
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentLength = 0;
        if (answer is not null)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(answer);
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
        }

        await response.CompleteAsync();
    }

    private async Task<(byte[]? Body, int Refusal)> ReadAsync(HttpRequest request, CancellationToken aborted)
    {
        using var deadline = new CancellationTokenSource(BodyDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, aborted);
        using var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, either.Token);
            return (body.ToArray(), 0);
        }
        catch (BadHttpRequestException refused)
        {
            return (null, refused.StatusCode); // 413 where it is too large
        }
        catch (Exception late) when (late is OperationCanceledException or IOException)
        {
            return (null, StatusCodes.Status408RequestTimeout);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack: a request is refused: its signature or its time is wrong. Where it is Slack's own, check Slack__SigningSecret and this machine's clock")]
    private partial void LogForged();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack: a request is refused: it was sent before")]
    private partial void LogReplayed();
}

/// <summary>Reads what is in a request whose signature holds.</summary>
internal static class RequestReader
{
    /// <summary>The challenge, where this is Slack's question whether the address is ours; null if it is not.</summary>
    public static string? Challenge(JsonElement payload) =>
        Text(payload, "type") == "url_verification" ? Text(payload, "challenge") ?? string.Empty : null;

    /// <summary>The payload: JSON, JSON in a form's field, or a form; null if it is none of them.</summary>
    public static (EnvelopeKind Kind, JsonElement Payload)? Read(string? contentType, byte[] body)
    {
        try
        {
            if (!IsForm(contentType))
            {
                return Parse(body) is { } json ? (EnvelopeKind.Event, json) : null;
            }

            var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
            if (fields.TryGetValue("payload", out var payload))
            {
                return Parse(Encoding.UTF8.GetBytes(payload.ToString())) is { } json ? (EnvelopeKind.Interaction, json) : null;
            }

            if (!fields.ContainsKey("command"))
            {
                return null;
            }

            var command = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.ToString())));
            return (EnvelopeKind.SlashCommand, JsonSerializer.SerializeToElement(command));
        }
        catch (Exception other) when (other is JsonException or ArgumentException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether this only asks whether the address answers: it is not signed, and nothing is done for it.</summary>
    public static bool IsTlsCheck(string? contentType, byte[] body) =>
        IsForm(contentType) && $"&{Encoding.Latin1.GetString(body)}&".Contains("&ssl_check=1&", StringComparison.Ordinal);

    private static bool IsForm(string? contentType) => contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private static JsonElement? Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Slack's signature: of the body's raw bytes and a time that is at most five minutes off.</summary>
internal sealed class RequestSignature
{
    /// <summary>How far a stamp may be from now, either way.</summary>
    public static readonly TimeSpan MostOff = TimeSpan.FromMinutes(5);

    private const string Version = "v0";

    private readonly byte[] _secret;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentException">There is no secret.</exception>
    public RequestSignature(string secret, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        (_secret, _time) = (Encoding.UTF8.GetBytes(secret), time);
    }

    /// <summary>Whether Slack signed this, just now.</summary>
    public bool IsValid(string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (timestamp is null || signature is null
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(_time.GetUtcNow().ToUnixTimeSeconds() - seconds) > MostOff.TotalSeconds)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        hash.AppendData(Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"));
        hash.AppendData(body);
        var expected = Encoding.ASCII.GetBytes($"{Version}={Convert.ToHexStringLower(hash.GetHashAndReset())}");
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
    }
}

/// <summary>The signatures of the last minutes: what somebody recorded and sends again is refused, for as long as its time would let it pass. Slack
/// signs anew what it sends again.</summary>
internal sealed class SeenSignatures(TimeProvider time)
{
    private const int Most = 100_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Signature, DateTimeOffset Until)> _order = new();

    public bool TryAdd(string signature)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (oldest.Until < now || _order.Count >= Most))
            {
                _seen.Remove(_order.Dequeue().Signature);
            }

            if (!_seen.Add(signature))
            {
                return false;
            }

            _order.Enqueue((signature, now + (2 * RequestSignature.MostOff))); // its stamp may be five minutes ahead
            return true;
        }
    }
}
