namespace ResearchBot.Slack.Web;

/// <summary>Slack refused a call.</summary>
/// <param name="method">Which, such as chat.postMessage.</param>
/// <param name="code">Slack's code, such as not_in_channel.</param>
/// <param name="details">What Slack adds, such as the scope that is missing; may quote what was sent, so it is for the log only.</param>
public sealed class SlackException(string method, string code, string details = "")
    : Exception($"Slack refused {method}: {code}{(details.Length == 0 ? string.Empty : $" ({details})")}")
{
    /// <summary>Slack's code for too many calls.</summary>
    public const string RateLimited = "ratelimited";

    /// <summary>Slack's code.</summary>
    public string Code => code;

    /// <summary>When Slack would take the call; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
