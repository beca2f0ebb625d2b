namespace ResearchBot.Discord.Rest;

/// <summary>The turn of a request in its line.</summary>
internal sealed class RateLimitPermit(RateLimits limits, RestRequest request, RateLimitLine line) : IDisposable
{
    /// <summary>Takes over what the answer says.</summary>
    public void Learn(RateLimitHeaders headers) => limits.Learn(request, line, headers);

    public void Dispose() => limits.Leave(request, line);
}
