using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ResearchBot.FakeDiscord.Rest;

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
