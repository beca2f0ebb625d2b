using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ResearchBot.FakeSlack.Files;
using ResearchBot.FakeSlack.Interactions;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Control;

/// <summary>/control/*: the same hands over HTTP, for a person or a script in another language. Bodies are JSON.</summary>
internal sealed class ControlEndpoints(FakeSlackServer server)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        Post("say", body => Shown(server.People.Say(User(body), Channel(body), body.Text("text") ?? "", Thread(body), files: Files(body))));
        Post("edit", body => Done(() => server.People.Edit(Message(body), body.Text("text") ?? "")));
        Post("delete", body => Done(() => server.People.Delete(Message(body))));
        Post("slash", body => Begun(server.Interactions.Slash(User(body), Channel(body), body.Text("command")!, body.Text("text") ?? "")));
        Post("shortcut", body => Begun(body.Text("message") is null
            ? server.Interactions.GlobalShortcut(User(body), body.Text("callback_id")!)
            : server.Interactions.MessageShortcut(User(body), Message(body), body.Text("callback_id")!)));
        Post("press", body => Begun(server.Interactions.Press(User(body), Message(body), body.Text("action_id")!, Texts(body, "values"))));
        Post("submit", body => Begun(server.Interactions.Submit(
            server.World.Views[body.Text("view")!], [.. (body.Field("values") as JsonObject ?? []).Select(value => (value.Key, value.Value?.ToString() ?? ""))])));
        Post("socket", body => Done(() => Disturb(body.Text("fault"), body.Text("value"))));
        Post("rate-limit", body => Done(() => server.Faults.RateLimit(body.Text("method")!, body.Number("seconds") ?? 1)));
        Post("error", body => Done(() => server.Faults.Error(body.Text("method")!, body.Text("error")!)));
        routes.MapGet("/control/record", http => Write(http, ControlRecord.Of(server)));

        void Post(string name, Func<JsonNode?, JsonObject> act) => routes.MapPost($"/control/{name}", async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = JsonReading.Parse(await reader.ReadToEndAsync(http.RequestAborted));
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

    private void Disturb(string? fault, string? value)
    {
        switch (fault)
        {
            case "disconnect":
                server.Sockets.Disconnect(value ?? "warning");
                break;
            case "close":
                server.Sockets.CloseWith(int.Parse(value ?? "1001"));
                break;
            case "break":
                server.Sockets.Break(value == "reset");
                break;
            case "freeze":
                server.Sockets.Freeze();
                break;
            case "pongs":
                server.Sockets.StopPongs();
                break;
            default:
                throw new InvalidOperationException("fault: disconnect, close, break, freeze or pongs.");
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

    private static JsonObject Shown(StoredMessage message) => new() { ["ts"] = message.Ts, ["channel"] = message.ChannelId };

    private static JsonObject Begun(Interaction interaction) => new() { ["id"] = interaction.TriggerId };

    private User User(JsonNode? body) => Named(server.World.Users.Values.FirstOrDefault(user => user.Name == (body.Text("user") ?? "ann")), "user");

    private Channel Channel(JsonNode? body) =>
        body.Text("direct") is { } name ? server.Setup.Direct(Named(server.World.Users.Values.FirstOrDefault(user => user.Name == name), "user"))
        : Named(server.World.Channels.Values.FirstOrDefault(channel => channel.Name == (body.Text("channel") ?? "general") && !channel.IsDirect), "channel");

    private StoredMessage Message(JsonNode? body) => Named(server.World.Messages.Find(one => one.Ts == body.Text("message")), "message");

    private StoredMessage? Thread(JsonNode? body) => body.Text("thread_ts") is { } thread ? Named(server.World.Messages.Find(one => one.Ts == thread), "thread") : null;

    private SlackFile[] Files(JsonNode? body) =>
        body.Field("file") is { } file
            ? [server.People.File(User(body), file.Text("name") ?? "file.txt", "text/plain", Encoding.UTF8.GetBytes(file.Text("text") ?? ""))] : [];

    private static string[] Texts(JsonNode? body, string name) => [.. body.List(name).Select(item => item?.ToString() ?? "")];

    private static T Named<T>(T? found, string what) => found ?? throw new InvalidOperationException($"There is no such {what}.");
}
