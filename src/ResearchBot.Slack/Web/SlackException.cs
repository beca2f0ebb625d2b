using ResearchBot.Core.Platforms;

namespace ResearchBot.Slack.Web;

/// <summary>Slack refused a call.</summary>
/// <param name="method">Which, such as chat.postMessage.</param>
/// <param name="code">Slack's code, such as not_in_channel.</param>
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

    /// <summary>When Slack would take the call; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
