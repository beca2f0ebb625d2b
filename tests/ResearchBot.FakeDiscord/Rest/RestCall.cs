using Microsoft.AspNetCore.Http;

namespace ResearchBot.FakeDiscord.Rest;

/// <summary>A request whose body was read.</summary>
internal sealed record RestCall(HttpContext Http, JsonNode? Body, IReadOnlyDictionary<string, UploadedFile> Files)
{
    public string this[string route] => Http.Request.RouteValues[route]?.ToString() ?? "";

    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public JsonNode? Required => Body is JsonObject or JsonArray ? Body : throw new DiscordError(400, 50109, "The request body contains invalid JSON.");
}

/// <summary>A part files[n] of a multipart request.</summary>
internal sealed record UploadedFile(string Name, string ContentType, byte[] Bytes);

/// <summary>A status and its JSON; none for 204.</summary>
internal sealed record RestResult(int Status, JsonNode? Body)
{
    public static readonly RestResult NoContent = new(204, null);

    public static RestResult Ok(JsonNode body) => new(200, body);
}

/// <summary>Who may call a route, and which limits count.</summary>
internal enum Access
{
    /// <summary>The bot with its token; the global limit counts.</summary>
    Bot,

    /// <summary>Whoever holds the interaction's token in the path; outside the global limit.</summary>
    Interaction,
}
