using Microsoft.AspNetCore.Http;

namespace ResearchBot.FakeSlack.Api;

/// <summary>Reads the arguments of a request: the query, then a form or JSON.</summary>
internal static class ApiArguments
{
    public static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        var arguments = new JsonObject();
        foreach (var (name, values) in request.Query)
        {
            arguments[name] = values.ToString();
        }

        if (request.HasFormContentType)
        {
            foreach (var (name, values) in await request.ReadFormAsync(request.HttpContext.RequestAborted))
            {
                arguments[name] = values.ToString();
            }
        }
        else if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            using var reader = new StreamReader(request.Body);
            var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
            foreach (var (name, value) in (text.Length == 0 ? new JsonObject() : JsonReading.Parse(text)) as JsonObject ?? throw new ApiError("invalid_json"))
            {
                arguments[name] = value?.DeepClone();
            }
        }

        return arguments;
    }

    public static string? Token(HttpRequest request, JsonObject arguments) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : arguments.Text("token");
}
