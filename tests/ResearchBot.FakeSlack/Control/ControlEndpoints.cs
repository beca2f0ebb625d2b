using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ResearchBot.FakeSlack.Files;
using ResearchBot.FakeSlack.Interactions;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.SocketMode;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Control;

/// <summary>/control/*: the same hands over HTTP, for a person or a script in another language. Bodies are JSON.</summary>
internal sealed class ControlEndpoints(FakeSlackServer server)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapControl("say", body => Shown(server.People.Say(User(body), Channel(body), body.Text("text") ?? "", Thread(body), files: Files(body))));
        routes.MapControl("edit", body => ControlRoutes.Done(() => server.People.Edit(Message(body), body.Text("text") ?? "")));
        routes.MapControl("delete", body => ControlRoutes.Done(() => server.People.Delete(Message(body))));
        routes.MapControl("slash", body => Begun(server.Interactions.Slash(User(body), Channel(body), body.Text("command")!, body.Text("text") ?? "")));
        routes.MapControl("shortcut", body => Begun(body.Text("message") is null
            ? server.Interactions.GlobalShortcut(User(body), body.Text("callback_id")!)
            : server.Interactions.MessageShortcut(User(body), Message(body), body.Text("callback_id")!)));
        routes.MapControl("press", body => Begun(server.Interactions.Press(User(body), Message(body), body.Text("action_id")!, Texts(body, "values"))));
        routes.MapControl("submit", body => Begun(server.Interactions.Submit(
            server.World.Views[body.Text("view")!], [.. (body.Field("values") as JsonObject ?? []).Select(value => (value.Key, value.Value?.ToString() ?? ""))])));
        routes.MapControl("socket", body => ControlRoutes.Done(() => Disturb(body.Text("fault"), body.Text("value"))));
        routes.MapControl("rate-limit", body => ControlRoutes.Done(() => server.Faults.RateLimit(body.Text("method")!, (int)(body.Number("seconds") ?? 1))));
        routes.MapControl("error", body => ControlRoutes.Done(() => server.Faults.Error(body.Text("method")!, body.Text("error")!)));
        routes.MapRecord("record", _ => ControlRecord.Of(server));
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

    private static JsonObject Shown(StoredMessage message) => new() { ["ts"] = message.Ts, ["channel"] = message.ChannelId };

    private static JsonObject Begun(Interaction interaction) => new() { ["id"] = interaction.TriggerId };

    private User User(JsonNode? body) => ControlRoutes.Named(server.World.Users.Values.FirstOrDefault(user => user.Name == (body.Text("user") ?? "ann")), "user");

    private Channel Channel(JsonNode? body) =>
        body.Text("direct") is { } name ? server.Setup.Direct(ControlRoutes.Named(server.World.Users.Values.FirstOrDefault(user => user.Name == name), "user"))
        : ControlRoutes.Named(server.World.Channels.Values.FirstOrDefault(channel => channel.Name == (body.Text("channel") ?? "general") && !channel.IsDirect), "channel");

    private StoredMessage Message(JsonNode? body) => ControlRoutes.Named(server.World.Messages.Find(one => one.Ts == body.Text("message")), "message");

    private StoredMessage? Thread(JsonNode? body) => body.Text("thread_ts") is { } thread ? ControlRoutes.Named(server.World.Messages.Find(one => one.Ts == thread), "thread") : null;

    private SlackFile[] Files(JsonNode? body) =>
        body.Field("file") is { } file
            ? [server.People.File(User(body), file.Text("name") ?? "file.txt", "text/plain", Encoding.UTF8.GetBytes(file.Text("text") ?? ""))] : [];

    private static string[] Texts(JsonNode? body, string name) => [.. body.List(name).Select(item => item?.ToString() ?? "")];
}

/// <summary>The record as JSON.</summary>
internal static class ControlRecord
{
    public static JsonObject Of(FakeSlackServer server)
    {
        var record = server.Record;
        return new JsonObject
        {
            ["live_sockets"] = server.Sockets.Live.Count,
            ["times_without_socket"] = record.TimesWithoutSocket,
            ["late_acks"] = record.LateAcks,
            ["stray_acks"] = record.StrayAcks,
            ["rate_limited"] = record.RateLimited,
            ["rate_limit_violations"] = record.RateLimitViolations,
            ["rule_errors"] = record.RuleErrors.ToJson(),
            ["envelopes"] = record.Envelopes.Select(Of).ToJson(),
            ["messages"] = record.Messages.Select(Of).ToJson(),
            ["interactions"] = record.Interactions.Select(Of).ToJson(),
        };
    }

    private static JsonObject Of(Envelope envelope) => new()
    {
        ["envelope_id"] = envelope.Id,
        ["type"] = envelope.Type,
        ["event_id"] = envelope.EventId,
        ["retry_attempt"] = envelope.RetryAttempt,
        ["socket"] = envelope.Socket,
        ["acked_after_ms"] = envelope.AckedAfter?.TotalMilliseconds,
        ["response"] = envelope.Response?.DeepClone(),
    };

    private static JsonObject Of(StoredMessage message) => new()
    {
        ["ts"] = message.Ts,
        ["channel"] = message.ChannelId,
        ["thread_ts"] = message.ThreadTs,
        ["seen_by"] = message.SeenBy,
        ["shown"] = message.Shown,
        ["deleted"] = message.Deleted,
        ["pings"] = message.Pings.ToJson(),
        ["links"] = message.Links.ToJson(),
        ["unfurls"] = message.Unfurls.ToJson(),
        ["files"] = message.Files.Select(file => file.Name).ToJson(),
    };

    private static JsonObject Of(Interaction interaction) => new()
    {
        ["id"] = interaction.TriggerId,
        ["kind"] = interaction.Kind,
        ["answered"] = interaction.Answered,
        ["error"] = interaction.Error,
        ["reply"] = interaction.Reply?.Ts,
        ["view"] = interaction.View?.Id,
        ["view_open"] = interaction.View?.IsOpen,
        ["on_open"] = interaction.On?.IsOpen,
        ["on_errors"] = new JsonObject((interaction.On?.Errors ?? new Dictionary<string, string>()).Select(error => KeyValuePair.Create(error.Key, (JsonNode?)error.Value))),
    };
}
