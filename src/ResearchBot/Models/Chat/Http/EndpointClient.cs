namespace ResearchBot.Models.Chat.Http;

/// <summary>The connections to the endpoint.</summary>
internal static class EndpointClient
{
    private const long BytesOfAnyAnswer = 1024 * 1024;
    private const long BytesOfToken = 1024; // one event of a stream, with all that stands around the token

    /// <summary>A client for as long as the process lives; whoever calls it sets the deadline.</summary>
    public static HttpClient Create(ChatModelOptions settings, TimeProvider time)
    {
        var mostBytes = BytesOfAnyAnswer + (settings.LongestOutputTokens * BytesOfToken);
        var sockets = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = settings.RequestsAtOnce,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a changed address is noticed
            AllowAutoRedirect = false, // a key goes nowhere but where it was set up for
            UseCookies = false,
            ActivityHeadersPropagator = null,
        };
        return new HttpClient(new EndpointHandler(mostBytes, time, sockets))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = mostBytes,
        };
    }
}
