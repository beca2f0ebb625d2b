using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Messages;

namespace ResearchBot.FakeSlack.Teams;

/// <summary>auth.test, users, groups of users, the team and the bot.</summary>
internal sealed class TeamEndpoints(World world)
{
    public void Map(ApiPipeline api)
    {
        api.Add("auth.test", "", 0, AuthTest);
        api.Add("users.info", "users:read", 100, UserInfo);
        api.Add("users.list", "users:read", 20, call => call.Page("members", [.. world.Users.Values.Where(user => user.TeamId == call.Team.Id).Select(user => user.ToJson())]));
        api.Add("usergroups.list", "usergroups:read", 20, Usergroups);
        api.Add("usergroups.users.list", "usergroups:read", 20, UsersOfGroup);
        api.Add("bots.info", "users:read", 50, BotInfo);
        api.Add("team.info", "team:read", 50, TeamInfo);
    }

    private JsonObject AuthTest(ApiCall call)
    {
        var json = ApiCall.Ok();
        json["url"] = $"https://{call.Team.Name.ToLowerInvariant()}.slack.com/";
        json["team"] = call.Team.Name;
        json["user"] = call.Team.Bot.Name;
        json["team_id"] = call.Team.Id;
        json["user_id"] = call.Team.Bot.Id;
        json["bot_id"] = call.Team.BotId;
        json["is_enterprise_install"] = false;
        return json;
    }

    private JsonObject UserInfo(ApiCall call)
    {
        var user = world.Users.GetValueOrDefault(call.Need("user"));
        var json = ApiCall.Ok();
        json["user"] = user is not null && (user.TeamId == call.Team.Id || user.IsStranger || world.Channels.Values.Any(channel => channel.Members.IsSupersetOf([user.Id, call.Team.Bot.Id])))
            ? user.ToJson() : throw new ApiError("user_not_found");
        return json;
    }

    private JsonObject Usergroups(ApiCall call)
    {
        var json = ApiCall.Ok();
        json["usergroups"] = world.Usergroups.Values
            .Where(group => group.TeamId == call.Team.Id && (!group.Disabled || call.Switch("include_disabled") == true))
            .Select(group => group.ToJson(call.Switch("include_users") == true)).ToJson();
        return json;
    }

    private JsonObject UsersOfGroup(ApiCall call)
    {
        var json = ApiCall.Ok();
        json["users"] = world.Usergroups.GetValueOrDefault(call.Need("usergroup")) is { } group && group.TeamId == call.Team.Id
            ? group.Users.ToJson() : throw new ApiError("no_such_subteam");
        return json;
    }

    private JsonObject BotInfo(ApiCall call)
    {
        var json = ApiCall.Ok();
        json["bot"] = call.Text("bot") == call.Team.BotId
            ? new JsonObject { ["id"] = call.Team.BotId, ["app_id"] = world.Options.AppId, ["user_id"] = call.Team.Bot.Id, ["name"] = call.Team.Bot.Name, ["deleted"] = false }
            : throw new ApiError("bot_not_found");
        return json;
    }

    private static JsonObject TeamInfo(ApiCall call)
    {
        var json = ApiCall.Ok();
        json["team"] = new JsonObject { ["id"] = call.Team.Id, ["name"] = call.Team.Name, ["domain"] = call.Team.Name.ToLowerInvariant() };
        return json;
    }
}

/// <summary>conversations.*</summary>
internal sealed class ConversationEndpoints(World world)
{
    public void Map(ApiPipeline api)
    {
        api.Add("conversations.info", "*:read", 50, Info);
        api.Add("conversations.list", "*:read", 20, List);
        api.Add("conversations.members", "*:read", 100, call => call.Page("members", call.Channel().Members.Select(id => (JsonNode?)id)));
        api.Add("conversations.open", "im:write", 50, Open);
        api.Add("conversations.replies", "*:history", 50, Replies);
        api.Add("conversations.history", "*:history", 50, History);
    }

    private static JsonObject Info(ApiCall call)
    {
        var json = ApiCall.Ok();
        json["channel"] = call.Channel().ToJson(call.Team.Bot.Id);
        return json;
    }

    private JsonObject List(ApiCall call)
    {
        var kinds = (call.Text("types") ?? "public_channel").Split(',').Select(type => type.Trim()).ToHashSet();
        return call.Page("channels", [.. world.Channels.Values
            .Where(one => one.TeamId == call.Team.Id && kinds.Contains(Kind(one)) && (one.Kind == ChannelKind.Public || one.Members.Contains(call.Team.Bot.Id)))
            .Where(one => !one.Archived || call.Switch("exclude_archived") != true)
            .Select(one => one.ToJson(call.Team.Bot.Id))]);
    }

    private JsonObject Open(ApiCall call)
    {
        var user = world.Users.GetValueOrDefault(call.Need("users"));
        var channel = user is not null && world.TeamOf(user) == call.Team ? world.Direct(user) : throw new ApiError("user_not_found");
        var json = ApiCall.Ok();
        json["channel"] = call.Switch("return_im") == true ? channel.ToJson(call.Team.Bot.Id) : new JsonObject { ["id"] = channel.Id };
        return json;
    }

    private JsonObject Replies(ApiCall call)
    {
        var channel = call.JoinedChannel();
        var root = world.Find(channel.Id, call.Need("ts")) ?? world.Messages.Find(one => one.IsTombstone && one.ChannelId == channel.Id && one.Ts == call.Text("ts"))
            ?? throw new ApiError("thread_not_found");
        var thread = root.ThreadTs ?? root.Ts;
        return Listed(call, Visible(channel).Where(one => one.Ts == thread || one.ThreadTs == thread));
    }

    private JsonObject History(ApiCall call)
    {
        var channel = call.JoinedChannel();
        return Listed(call, Visible(channel).Where(one => one.ThreadTs is null || one.IsBroadcast).Reverse());
    }

    private IEnumerable<StoredMessage> Visible(Channel channel) => world.Messages.Where(one => one.ChannelId == channel.Id && (!one.Deleted || one.IsTombstone) && !one.IsEphemeral);

    private JsonObject Shown(StoredMessage message, bool withMetadata)
    {
        var json = MessageJson.Of(world, message);
        if (!withMetadata)
        {
            json.Remove("metadata");
        }

        return json;
    }

    private JsonObject Listed(ApiCall call, IEnumerable<StoredMessage> messages)
    {
        var inclusive = call.Switch("inclusive") == true;
        var chosen = messages.Where(one => After(one.Ts, call.Text("oldest"), inclusive) && Before(one.Ts, call.Text("latest"), inclusive));
        return call.Page("messages", [.. chosen.Select(one => Shown(one, call.Switch("include_all_metadata") == true))], most: 999);
    }

    private static bool After(string ts, string? bound, bool inclusive) =>
        bound is null or "" or "0" || string.CompareOrdinal(ts, bound) is var order && (inclusive ? order >= 0 : order > 0);

    private static bool Before(string ts, string? bound, bool inclusive) =>
        bound is null or "" || string.CompareOrdinal(ts, bound) is var order && (inclusive ? order <= 0 : order < 0);

    private static string Kind(Channel channel) =>
        channel.Kind switch { ChannelKind.Public => "public_channel", ChannelKind.Private => "private_channel", ChannelKind.Direct => "im", _ => "mpim" };
}
