namespace ResearchBot.Discord.Rest;

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
