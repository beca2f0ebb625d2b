using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Control;

/// <summary>/control/*: the same hands over HTTP, for a person or a script in another language. Bodies are JSON.</summary>
internal sealed class ControlEndpoints(FakeDiscordServer server)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        Post("say", body => Shown(server.People.Say(User(body), Channel(body), body.Text("text") ?? "", null, File(body))));
        Post("edit", body => Done(() => server.People.Edit(Message(body), body.Text("text") ?? "")));
        Post("delete", body => Done(() => server.People.Delete(Message(body))));
        Post("slash", body => Begun(server.Interactions.Slash(User(body), Channel(body), body.Text("command")!, Options(body))));
        Post("message-command", body => Begun(server.Interactions.MessageCommand(User(body), Message(body), body.Text("command")!)));
        Post("autocomplete", body => Begun(
            server.Interactions.Autocomplete(User(body), Channel(body), body.Text("command")!, body.Text("option")!, body.Text("text") ?? "", Options(body))));
        Post("press", body => Begun(server.Interactions.Press(User(body), Message(body), body.Text("custom_id")!)));
        Post("choose", body => Begun(server.Interactions.Choose(User(body), Message(body), body.Text("custom_id")!, [.. body.Texts("values")])));
        Post("modal", body => Begun(server.Interactions.Submit(server.World.Interactions[body.Text("interaction")!], Values(body))));
        Post("gateway", body => Done(() => Disturb(body.Text("fault"), (int)(body.Number("value") ?? 0))));
        routes.MapGet("/control/record", http => Write(http, ControlRecord.Of(server)));
        routes.MapGet("/control/interactions/{id}", http => Write(http, ControlRecord.Of(server.World.Interactions[http.Request.RouteValues["id"]!.ToString()!])));

        void Post(string name, Func<JsonNode?, JsonObject> act) => routes.MapPost($"/control/{name}", async http =>
        {
            var body = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            try
            {
                await Write(http, act(body));
            }
            catch (InvalidOperationException refused)
            {
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                await Write(http, new JsonObject { ["message"] = refused.Message });
            }
        });
    }

    private void Disturb(string? fault, int value)
    {
        switch (fault)
        {
            case "drop":
                server.Gateway.Drop();
                break;
            case "drop-and-replay":
                server.Gateway.DropAndReplay(value);
                break;
            case "close":
                server.Gateway.CloseWith(value);
                break;
            case "op7":
                server.Gateway.Op7();
                break;
            case "op9":
                server.Gateway.Op9(value != 0);
                break;
            default:
                throw new InvalidOperationException("fault: drop, drop-and-replay, close, op7 or op9.");
        }
    }

    private static Task Write(HttpContext http, JsonObject json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json.ToJsonString(), http.RequestAborted);
    }

    private static JsonObject Done(Action act)
    {
        act();
        return [];
    }

    private static JsonObject Shown(StoredMessage message) => new() { ["id"] = message.Id };

    private static JsonObject Begun(Interactions.Interaction interaction) => new() { ["id"] = interaction.Id };

    private User User(JsonNode? body) => Named(server.World.Users.Values.FirstOrDefault(user => user.Name == (body.Text("user") ?? "ann")), "user");

    private Channel Channel(JsonNode? body) =>
        body.Text("direct") is { } name ? server.Setup.Direct(Named(server.World.Users.Values.FirstOrDefault(user => user.Name == name), "user"))
        : Named(server.World.Channels.Values.FirstOrDefault(channel => channel.Name == (body.Text("channel") ?? "general") && !channel.IsDirect), "channel");

    private StoredMessage Message(JsonNode? body) => Named(server.World.Messages.GetValueOrDefault(body.Text("message") ?? ""), "message");

    private static T Named<T>(T? found, string what) => found ?? throw new InvalidOperationException($"There is no such {what}.");

    private static SentFile[] File(JsonNode? body) =>
        body.Field("file") is { } file
            ? [new SentFile(file.Text("name") ?? "file.txt", "text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(file.Text("text") ?? ""))] : [];

    private static (string, object)[] Options(JsonNode? body) =>
        [.. (body.Field("options") as JsonObject ?? []).Select(option => (option.Key, Value(option.Value)))];

    private static (string, string)[] Values(JsonNode? body) =>
        [.. (body.Field("values") as JsonObject ?? []).Select(value => (value.Key, value.Value?.ToString() ?? ""))];

    private static object Value(JsonNode? value) =>
        value is JsonObject ? File(new JsonObject { ["file"] = value.DeepClone() })[0]
        : value is JsonValue item && item.TryGetValue<bool>(out var truth) ? truth
        : value is JsonValue other && other.TryGetValue<long>(out var number) ? number
        : value?.ToString() ?? "";
}
