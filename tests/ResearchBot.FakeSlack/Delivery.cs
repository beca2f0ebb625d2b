using ResearchBot.FakeSlack.SocketMode;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack;

/// <summary>Brings events and interactions to the app: by its sockets, or by HTTP where request URLs are set.</summary>
internal sealed class Delivery(World world, SocketHub sockets, HttpDelivery http)
{
    /// <summary>Wraps an event and sends it, if the app subscribed to it and may see it.</summary>
    public void Event(Team team, JsonObject inner, string subscription, string scope)
    {
        if (world.Options.BotEvents.Contains(subscription) && (!world.Options.StrictScopes || world.Options.BotScopes.Contains(scope)))
        {
            Event(team, inner);
        }
    }

    public void Event(Team team, JsonObject inner) => Send("events_api", Wrap(team, inner), acceptsResponse: false, null);

    public void Send(string type, JsonObject payload, bool acceptsResponse, Action<JsonNode?, string?>? done)
    {
        if (http.Urls is not null)
        {
            http.Send(type, payload, done);
        }
        else
        {
            sockets.Send(new Envelope(Guid.NewGuid().ToString(), type, payload, acceptsResponse) { Done = done });
        }
    }

    /// <summary>In a shared channel the outer team is the other organisation's, whoever wrote; the installation is in the authorizations.</summary>
    public JsonObject Wrap(Team team, JsonObject inner) => new()
    {
        ["token"] = "verification-token",
        ["team_id"] = world.Channels.GetValueOrDefault(inner.Text("channel") ?? "")?.SharedWith ?? team.Id,
        ["context_team_id"] = team.Id,
        ["context_enterprise_id"] = null,
        ["api_app_id"] = world.Options.AppId,
        ["event"] = inner,
        ["type"] = "event_callback",
        ["event_id"] = world.Ids.Next("Ev"),
        ["event_time"] = world.Clock.GetUtcNow().ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject
        {
            ["enterprise_id"] = null,
            ["team_id"] = team.Id,
            ["user_id"] = team.Bot.Id,
            ["is_bot"] = true,
            ["is_enterprise_install"] = false,
        }),
        ["is_ext_shared_channel"] = world.Channels.GetValueOrDefault(inner.Text("channel") ?? "")?.IsExternal ?? false,
        ["event_context"] = "4-" + world.Ids.Next("C"),
    };
}
