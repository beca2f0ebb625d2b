using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Interactions;

/// <summary>A modal before a person.</summary>
public sealed class OpenView(string id, User user, JsonObject view, OpenView? below)
{
    public string Id => id;

    public User User => user;

    public JsonObject View { get; internal set; } = view;

    /// <summary>The view under it on the stack.</summary>
    public OpenView? Below => below;

    public string Hash { get; internal set; } = "0";

    public bool IsOpen { get; internal set; } = true;

    /// <summary>What the app said about inputs: block_id to text.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; internal set; } = new Dictionary<string, string>();

    internal int Depth => below is null ? 1 : below.Depth + 1;

    internal OpenView Root => below is null ? this : below.Root;

    internal JsonObject ToJson(string teamId, string appId, string botId, JsonObject values)
    {
        var json = (JsonObject)View.DeepClone();
        json["id"] = id;
        json["team_id"] = teamId;
        json["state"] = new JsonObject { ["values"] = values };
        json["hash"] = Hash;
        json["root_view_id"] = Root.Id;
        json["previous_view_id"] = below?.Id;
        json["app_id"] = appId;
        json["bot_id"] = botId;
        json["private_metadata"] ??= "";
        json["callback_id"] ??= "";
        return json;
    }
}
