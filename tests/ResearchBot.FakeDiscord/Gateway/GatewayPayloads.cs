using ResearchBot.FakeDiscord.Guilds;

namespace ResearchBot.FakeDiscord.Gateway;

/// <summary>The large events of a start.</summary>
internal static class GatewayPayloads
{
    public static JsonObject Ready(World world, GatewaySession session, IEnumerable<Guild> guilds, string resumeUrl, JsonArray trace)
    {
        var user = world.Bot.ToJson();
        user["verified"] = true;
        user["mfa_enabled"] = false;
        user["email"] = null;
        return new JsonObject
        {
            ["v"] = 10,
            ["user"] = user,
            ["user_settings"] = new JsonObject(),
            ["session_type"] = "normal",
            ["session_id"] = session.Id,
            ["resume_gateway_url"] = resumeUrl,
            ["shard"] = new JsonArray(session.TestGateway, session.Shards),
            ["relationships"] = new JsonArray(),
            ["private_channels"] = new JsonArray(),
            ["presences"] = new JsonArray(),
            ["guilds"] = guilds.Select(guild => new JsonObject { ["id"] = guild.Id, ["unavailable"] = true }).ToJson(),
            ["guild_join_requests"] = new JsonArray(),
            ["geo_ordered_rtc_regions"] = new JsonArray("rotterdam"),
            ["auth"] = new JsonObject(),
            ["application"] = new JsonObject { ["id"] = world.Bot.Id, ["flags"] = 0 },
            ["_trace"] = trace,
        };
    }

    public static JsonObject GuildCreate(World world, Guild guild)
    {
        var channels = world.Channels.Values.Where(channel => channel.GuildId == guild.Id).ToList();
        var json = guild.ToJson();
        json["joined_at"] = Snowflakes.TimeOf(guild.Id).ToString("O");
        json["large"] = false;
        json["unavailable"] = false;
        json["member_count"] = guild.Members.Count;
        json["members"] = new JsonArray(guild.Members[world.Bot.Id].ToJson(withUser: true));
        json["channels"] = channels.Where(channel => !channel.IsThread).Select(channel => channel.ToJson()).ToJson();
        json["threads"] = channels
            .Where(channel => channel.IsThread && !channel.Archived && world.PermissionsOf(world.Bot.Id, channel) != Permission.None)
            .Select(channel => channel.ToJson()).ToJson();
        json["presences"] = new JsonArray();
        json["voice_states"] = new JsonArray();
        json["stage_instances"] = new JsonArray();
        json["guild_scheduled_events"] = new JsonArray();
        json["soundboard_sounds"] = new JsonArray();
        return json;
    }
}
