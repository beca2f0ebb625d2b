namespace ResearchBot.Discord.Rest;

/// <summary>A request to Discord.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The path with the ids left out, such as <c>channels/{channel}/messages</c>: requests of one route share a limit.</param>
/// <param name="Major">The id that has limits of its own: the channel, server or webhook; empty where there is none.</param>
/// <param name="Path">The path.</param>
internal sealed record RestRequest(HttpMethod Method, string Route, string Major, string Path)
{
    /// <summary>Makes the body anew for each attempt; null where there is none.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>Whether doing it twice is the same as doing it once: so it may be tried again when its outcome is unknown.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it belongs to an interaction, which the global limit does not count and which needs no token.</summary>
    public bool IsInteraction { get; init; }
}
