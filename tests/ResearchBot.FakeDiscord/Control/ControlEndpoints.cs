using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Interactions;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Control;

/// <summary>/control/*: the same hands over HTTP, for a person or a script in another language. Bodies are JSON.</summary>
internal sealed class ControlEndpoints(FakeDiscordServer server)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapControl("say", body => Shown(server.People.Say(User(body), Channel(body), body.Text("text") ?? "", null, File(body))));
        routes.MapControl("edit", body => ControlRoutes.Done(() => server.People.Edit(Message(body), body.Text("text") ?? "")));
        routes.MapControl("delete", body => ControlRoutes.Done(() => server.People.Delete(Message(body))));
        routes.MapControl("slash", body => Begun(server.Interactions.Slash(User(body), Channel(body), body.Text("command")!, Options(body))));
        routes.MapControl("message-command", body => Begun(server.Interactions.MessageCommand(User(body), Message(body), body.Text("command")!)));
        routes.MapControl("autocomplete", body => Begun(
            server.Interactions.Autocomplete(User(body), Channel(body), body.Text("command")!, body.Text("option")!, body.Text("text") ?? "", Options(body))));
        routes.MapControl("press", body => Begun(server.Interactions.Press(User(body), Message(body), body.Text("custom_id")!)));
        routes.MapControl("choose", body => Begun(server.Interactions.Choose(User(body), Message(body), body.Text("custom_id")!, [.. body.Texts("values")])));
        routes.MapControl("modal", body => Begun(server.Interactions.Submit(server.World.Interactions[body.Text("interaction")!], Values(body))));
        routes.MapControl("gateway", body => ControlRoutes.Done(() => Disturb(body.Text("fault"), (int)(body.Number("value") ?? 0))));
        routes.MapRecord("record", _ => ControlRecord.Of(server));
        routes.MapRecord("interactions/{id}", http => ControlRecord.Of(server.World.Interactions[http.Request.RouteValues["id"]!.ToString()!]));
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

    private static JsonObject Shown(StoredMessage message) => new() { ["id"] = message.Id };

    private static JsonObject Begun(Interactions.Interaction interaction) => new() { ["id"] = interaction.Id };

    private User User(JsonNode? body) => ControlRoutes.Named(server.World.Users.Values.FirstOrDefault(user => user.Name == (body.Text("user") ?? "ann")), "user");

    private Channel Channel(JsonNode? body) =>
        body.Text("direct") is { } name ? server.Setup.Direct(ControlRoutes.Named(server.World.Users.Values.FirstOrDefault(user => user.Name == name), "user"))
        : ControlRoutes.Named(server.World.Channels.Values.FirstOrDefault(channel => channel.Name == (body.Text("channel") ?? "general") && !channel.IsDirect), "channel");

    private StoredMessage Message(JsonNode? body) => ControlRoutes.Named(server.World.Messages.GetValueOrDefault(body.Text("message") ?? ""), "message");

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

/// <summary>The record as JSON.</summary>
internal static class ControlRecord
{
    public static JsonObject Of(FakeDiscordServer server)
    {
        var record = server.Record;
        return new JsonObject
        {
            ["identifies"] = record.Identifies.Count,
            ["resumes"] = record.Resumes.Count,
            ["heartbeats"] = record.Heartbeats,
            ["heartbeats_missed"] = record.HeartbeatsMissed,
            ["rate_limited"] = record.RateLimited,
            ["rate_limit_violations"] = record.RateLimitViolations,
            ["limit_errors"] = record.LimitErrors.ToJson(),
            ["messages"] = record.Messages.Select(Of).ToJson(),
            ["interactions"] = record.Interactions.Select(Of).ToJson(),
        };
    }

    public static JsonObject Of(Interaction interaction) => new()
    {
        ["id"] = interaction.Id,
        ["type"] = interaction.Type,
        ["callback"] = interaction.Callback,
        ["acknowledged_after_ms"] = interaction.AcknowledgedAfter?.TotalMilliseconds,
        ["choices"] = interaction.Choices?.DeepClone(),
        ["modal"] = interaction.Modal?.DeepClone(),
        ["original"] = interaction.Original is { } message ? Of(message) : null,
    };

    private static JsonObject Of(StoredMessage message) => new()
    {
        ["id"] = message.Id,
        ["channel_id"] = message.ChannelId,
        ["text"] = message.Text,
        ["flags"] = (int)message.Flags,
        ["deleted"] = message.Deleted,
        ["pings"] = message.Pings.ToJson(),
        ["previews"] = message.Previews.ToJson(),
        ["attachments"] = message.Attachments.Select(file => file.Name).ToJson(),
    };
}
