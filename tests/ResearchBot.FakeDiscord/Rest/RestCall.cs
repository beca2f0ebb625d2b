using System.Text.Json;
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

/// <summary>Reads JSON, or multipart with payload_json and files[n].</summary>
internal static class RequestBody
{
    private const long LargestRequest = 25 << 20;

    public static async Task<RestCall> ReadAsync(HttpContext http)
    {
        var cancellationToken = http.RequestAborted;
        if (http.Request.ContentLength > LargestRequest)
        {
            throw new DiscordError(413, 40005, "Request entity too large");
        }

        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(cancellationToken);
            var files = new Dictionary<string, UploadedFile>();
            foreach (var part in form.Files)
            {
                using var bytes = new MemoryStream();
                await part.CopyToAsync(bytes, cancellationToken);
                var number = part.Name.StartsWith("files[", StringComparison.Ordinal) ? part.Name[6..^1] : part.Name;
                files[number] = new UploadedFile(part.FileName, part.ContentType ?? "application/octet-stream", bytes.ToArray());
            }

            return new RestCall(http, Parse(form["payload_json"].ToString()) ?? new JsonObject(), files);
        }

        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        if (text.Length > 0 && http.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new DiscordError(400, 50035, "Invalid Form Body");
        }

        return new RestCall(http, Parse(text), new Dictionary<string, UploadedFile>());
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new DiscordError(400, 50109, "The request body contains invalid JSON.");
        }
    }
}
