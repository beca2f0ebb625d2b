namespace ResearchBot.Slack.Web;

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
