using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Interactions;

/// <summary>applications/{application}/commands, global and of a guild.</summary>
internal sealed class CommandEndpoints(World world, Record record)
{
    private static readonly string[] Nullable = ["default_member_permissions", "name_localizations", "description_localizations"];

    public void Map(RestPipeline rest)
    {
        foreach (var scope in new[] { "applications/{application}/commands", "applications/{application}/guilds/{guild}/commands" })
        {
            rest.Map("GET", scope, call => RestResult.Ok(world.Commands.In(Scope(call)).Select(command => (JsonObject)command.DeepClone()).ToJson()));
            rest.Map("PUT", scope, Overwrite);
            rest.Map("POST", scope, Upsert);
            rest.Map("DELETE", scope + "/{command}", Delete);
        }
    }

    private RestResult Overwrite(RestCall call)
    {
        var wanted = call.Required as JsonArray ?? throw new DiscordError(400, 50035, "Invalid Form Body");
        CommandRules.Check([.. wanted]);
        world.Commands.Replace(Scope(call), [.. wanted.Select(command => Stored(call, command))]);
        record.Happened("commands registered");
        return RestResult.Ok(world.Commands.In(Scope(call)).Select(command => (JsonObject)command.DeepClone()).ToJson());
    }

    private RestResult Upsert(RestCall call)
    {
        var others = world.Commands.In(Scope(call)).Where(command => !Same(command, call.Body)).ToList();
        CommandRules.Check([call.Required]);
        CommandRules.Check([.. others, call.Body]);
        var stored = Stored(call, call.Body);
        world.Commands.Replace(Scope(call), [.. others, stored]);
        record.Happened("commands registered");
        return new RestResult(201, stored.DeepClone());
    }

    private RestResult Delete(RestCall call)
    {
        var kept = world.Commands.In(Scope(call)).Where(command => command.Text("id") != call["command"]).ToList();
        if (kept.Count == world.Commands.In(Scope(call)).Count)
        {
            throw new DiscordError(404, 10063, "Unknown application command");
        }

        world.Commands.Replace(Scope(call), kept);
        return RestResult.NoContent;
    }

    private string Scope(RestCall call) => call["application"] == world.Bot.Id ? call["guild"] : throw new DiscordError(403, 20012, "You are not authorized to perform this action on this application");

    private JsonObject Stored(RestCall call, JsonNode? wanted)
    {
        var known = world.Commands.In(Scope(call)).FirstOrDefault(command => Same(command, wanted));
        var json = (JsonObject)wanted!.DeepClone();
        json["type"] = CommandRules.TypeOf(wanted);
        json["description"] ??= "";
        foreach (var name in Nullable.Where(name => !json.ContainsKey(name)))
        {
            json[name] = null;
        }

        json["nsfw"] ??= false;
        json["application_id"] = world.Bot.Id;
        if (Scope(call).Length > 0)
        {
            json["guild_id"] = Scope(call);
        }
        else
        {
            json["dm_permission"] = json["contexts"] is not JsonArray contexts || contexts.Any(context => context?.ToString() == "1");
            json["contexts"] ??= null;
            json["integration_types"] ??= new JsonArray(0);
        }

        json["id"] = known.Text("id") ?? world.Ids.Next();
        json["version"] = known.Text("version") ?? world.Ids.Next();
        if (known is null || !JsonNode.DeepEquals(known, json))
        {
            json["version"] = world.Ids.Next();
            world.Commands.Created++;
        }

        return json;
    }

    private static bool Same(JsonNode? one, JsonNode? other) =>
        one.Text("name") == other.Text("name") && CommandRules.TypeOf(one) == CommandRules.TypeOf(other);
}
