using System.Net;

namespace ResearchBot.Slack.Web;

/// <summary>What came of a call: a body that says ok, or why there is none.</summary>
internal sealed record WebAnswer(string Body, Exception? Failure)
{
    /// <summary>Codes of a moment, in which the work may have been done half.</summary>
    private static readonly string[] Passing = ["internal_error", "fatal_error", "service_unavailable", "request_timeout"];

    private static readonly TimeSpan UnsaidPause = TimeSpan.FromSeconds(5);

    /// <summary>Whether nobody knows what was done: it may be tried again only where it is repeatable.</summary>
    public bool IsUnknown { get; init; }

    public bool IsUndone { get; init; }

    /// <summary>How long Slack wants nothing more of this kind; null if it did not say so.</summary>
    public TimeSpan? Pause { get; init; }

    public static WebAnswer Read(string method, HttpResponseMessage response, string body)
    {
        var (ok, code, details) = Parse(body);
        if (response.StatusCode == HttpStatusCode.TooManyRequests || code is SlackException.RateLimited or "rate_limited")
        {
            var pause = response.Headers.RetryAfter?.Delta ?? UnsaidPause;
            return new WebAnswer(string.Empty, new SlackException(method, SlackException.RateLimited) { RetryAfter = pause }) { IsUndone = true, Pause = pause };
        }

        if (code is not null)
        {
            return new WebAnswer(string.Empty, new SlackException(method, code, details)) { IsUnknown = Passing.Contains(code) };
        }

        return ok && response.IsSuccessStatusCode
            ? new WebAnswer(body, null)
            : Lost(method, $"with {(int)response.StatusCode} and nothing that is Slack's") with { IsUnknown = (int)response.StatusCode is >= 500 or < 300 };
    }

    /// <summary>A call whose answer was lost, or that could not be sent.</summary>
    public static WebAnswer Broken(string method, Exception fault) => new(string.Empty, new HttpRequestException($"{method} broke off: {fault.GetBaseException().Message}", fault))
    {
        IsUndone = fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError },
        IsUnknown = true,
    };

    private static WebAnswer Lost(string method, string how) => new(string.Empty, new HttpRequestException($"Slack answered {method} {how}."));

    private static (bool Ok, string? Code, string Details) Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("ok", out var ok))
            {
                return (false, null, string.Empty);
            }

            return ok.ValueKind == JsonValueKind.True
                ? (true, null, string.Empty)
                : (false, Text(root, "error") ?? "unknown_error", Details(root));
        }
        catch (JsonException)
        {
            return (false, null, string.Empty);
        }
    }

    private static string Details(JsonElement root)
    {
        IEnumerable<string?> messages = root.TryGetProperty("response_metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
            && metadata.TryGetProperty("messages", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString())
            : [];
        var needed = Text(root, "needed") is { } scope ? $"needs {scope}, has {Text(root, "provided")}" : null;
        var details = string.Join("; ", messages.Prepend(needed).Where(one => !string.IsNullOrEmpty(one)));
        return details.Length > 1_000 ? details[..1_000] : details;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Where to go on reading; empty at the end.</summary>
internal sealed record PageMetadata(string? NextCursor);

internal abstract record Page
{
    public PageMetadata? ResponseMetadata { get; init; }
}

internal sealed record OpenedConnection(string? Url);

internal sealed record Identity(string UserId, string? BotId, string TeamId, string? Team, string? Url, string? EnterpriseId)
{
    public bool IsEnterpriseInstall { get; init; }
}

/// <summary>A message that was posted: its channel and its time, by which it is named.</summary>
internal sealed record PostedMessage(string Channel, string Ts);

internal sealed record FoundChannel(Channel Channel);

internal sealed record FoundUser(User User);

internal sealed record FoundFile(SlackFile File);

internal sealed record UploadAddress(string UploadUrl, string FileId);

internal sealed record MessagePage(IReadOnlyList<Message>? Messages) : Page;

internal sealed record GroupList(IReadOnlyList<UserGroup>? Usergroups);

/// <param name="details">What Slack adds, such as the scope that is missing; may quote what was sent, so it is for the log only.</param>
public sealed class SlackException(string method, string code, string details = "")
    : PlatformException($"Slack refused {method}: {code}{(details.Length == 0 ? string.Empty : $" ({details})")}")
{
    /// <summary>Slack's code for too many calls.</summary>
    public const string RateLimited = "ratelimited";

    /// <summary>Slack's code.</summary>
    public string Code => code;

    public override PlatformFault Fault => code switch
    {
        "not_in_channel" or "channel_not_found" or "is_archived" or "restricted_action" => PlatformFault.Closed,
        "thread_not_found" or "message_not_found" => PlatformFault.Gone,
        "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" => PlatformFault.Unknown,
        _ => PlatformFault.Refused,
    };

    /// <summary>When Slack would take the call; null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
