using ResearchBot.FakeSlack.Api;

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
        json["user"] = user is not null && (user.TeamId == call.Team.Id || user.IsStranger) ? user.ToJson() : throw new ApiError("user_not_found");
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
