using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ResearchBot.Fakes;

/// <summary>/control/*: what a test does with a fake, over HTTP, for a person or a script in another language. Bodies are JSON.</summary>
internal static class ControlRoutes
{
    /// <summary>What the act refuses is answered 400 with its reason.</summary>
    public static void MapControl(this IEndpointRouteBuilder routes, string name, Func<JsonNode?, JsonObject> act) => routes.MapPost($"/control/{name}", async http =>
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = JsonReading.Parse(await reader.ReadToEndAsync(http.RequestAborted));
        try
        {
            await WriteAsync(http, act(body));
        }
        catch (InvalidOperationException refused)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await WriteAsync(http, new JsonObject { ["message"] = refused.Message });
        }
    });

    public static void MapRecord(this IEndpointRouteBuilder routes, string path, Func<HttpContext, JsonObject> read) =>
        routes.MapGet($"/control/{path}", http => WriteAsync(http, read(http)));

    public static JsonObject Done(Action act)
    {
        act();
        return [];
    }

    public static T Named<T>(T? found, string what) => found ?? throw new InvalidOperationException($"There is no such {what}.");

    private static Task WriteAsync(HttpContext http, JsonObject json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json.ToJsonString(), http.RequestAborted);
    }
}
