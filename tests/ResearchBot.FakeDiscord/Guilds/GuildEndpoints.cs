using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord.Messages;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Guilds;

/// <summary>What a bot reads about itself, its guilds and its channels.</summary>
internal sealed class GuildEndpoints(World world, GatewayHub gateway)
{
    public void Map(RestPipeline rest)
    {
        rest.Map("GET", "gateway", _ => RestResult.Ok(new JsonObject { ["url"] = $"{gateway.WebSocketUrl}/gateway" }));
        rest.Map("GET", "gateway/bot", _ => RestResult.Ok(new JsonObject
        {
            ["url"] = $"{gateway.WebSocketUrl}/gateway",
            ["shards"] = world.Options.Shards,
            ["session_start_limit"] = new JsonObject
            {
                ["total"] = 1000,
                ["remaining"] = world.Options.IdentifiesLeft,
                ["reset_after"] = 86_400_000,
                ["max_concurrency"] = world.Options.MaxConcurrency,
            },
        }));
        rest.Map("GET", "users/@me", _ => RestResult.Ok(world.Bot.ToJson()));
        rest.Map("GET", "users/{user}", call => RestResult.Ok(world.Users.TryGetValue(call["user"], out var user)
            ? user.ToJson() : throw new DiscordError(404, 10013, "Unknown User")));
        rest.Map("GET", "applications/@me", _ => RestResult.Ok(Application()));
        rest.Map("GET", "oauth2/applications/@me", _ => RestResult.Ok(Application()));
        rest.Map("POST", "users/@me/channels", OpenDirect);
        rest.Map("GET", "guilds/{guild}", call => RestResult.Ok(Find(call).ToJson()));
        rest.Map("GET", "guilds/{guild}/roles", call => RestResult.Ok(Find(call).Roles.Select((role, at) => role.ToJson(at)).ToJson()));
        rest.Map("GET", "guilds/{guild}/channels", call => RestResult.Ok(
            world.Channels.Values.Where(channel => channel.GuildId == Find(call).Id && !channel.IsThread).Select(channel => channel.ToJson()).ToJson()));
        rest.Map("GET", "guilds/{guild}/members/{user}", call => RestResult.Ok(Find(call).Members.TryGetValue(call["user"], out var member)
            ? member.ToJson(withUser: true) : throw new DiscordError(404, 10007, "Unknown Member")));
        rest.Map("GET", "channels/{channel}", call => RestResult.Ok(world.ChannelFor(call["channel"]).ToJson()));
    }

    private RestResult OpenDirect(RestCall call)
    {
        var id = call.Required.Text("recipient_id") ?? "";
        return world.Users.TryGetValue(id, out var user) && !user.Bot
            ? RestResult.Ok(Direct(world, user).ToJson())
            : throw new DiscordError(400, 50033, "Invalid Recipient(s)");
    }

    /// <summary>The one channel of the bot and this user.</summary>
    public static Channel Direct(World world, User user)
    {
        var known = world.Channels.Values.FirstOrDefault(channel => channel.IsDirect && channel.Recipients.Contains(user));
        if (known is null)
        {
            known = new Channel(world.Ids.Next(), 1, user.Name) { Recipients = [user] };
            world.Channels[known.Id] = known;
        }

        return known;
    }

    private Guild Find(RestCall call) =>
        !world.Guilds.TryGetValue(call["guild"], out var guild) ? throw new DiscordError(404, 10004, "Unknown Guild")
        : guild.Members.ContainsKey(world.Bot.Id) ? guild : throw DiscordError.MissingAccess;

    private JsonObject Application() => new()
    {
        ["id"] = world.Bot.Id,
        ["name"] = world.Bot.Name,
        ["icon"] = null,
        ["description"] = "",
        ["summary"] = "",
        ["type"] = null,
        ["bot_public"] = true,
        ["bot_require_code_grant"] = false,
        ["verify_key"] = new string('0', 64),
        ["flags"] = 0,
        ["owner"] = world.Users.Values.FirstOrDefault(user => !user.Bot)?.ToJson(),
        ["team"] = null,
        ["bot"] = world.Bot.ToJson(),
        ["interactions_endpoint_url"] = null,
        ["redirect_uris"] = new JsonArray(),
        ["approximate_guild_count"] = world.Guilds.Count,
    };
}
