namespace ResearchBot.Slack.Web;

/// <summary>A call of the Web API.</summary>
/// <param name="Method">Such as chat.postMessage.</param>
/// <param name="Body">Makes the body anew for each attempt.</param>
internal sealed record WebCall(string Method, Func<HttpContent> Body)
{
    /// <summary>What has limits of its own besides the method: a channel; empty where there is nothing.</summary>
    public string Major { get; init; } = string.Empty;

    /// <summary>The least time between two calls of one line.</summary>
    public TimeSpan Apart { get; init; }

    /// <summary>Whether doing it twice is the same as doing it once: so it may be tried again when its outcome is unknown.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it goes with the app-level token.</summary>
    public bool IsOfApp { get; init; }
}
