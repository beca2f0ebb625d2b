namespace ResearchBot.FakeSlack.Teams;

public sealed record Usergroup(string Id, string TeamId, string Handle)
{
    public HashSet<string> Users { get; } = [];

    public bool Disabled { get; set; }

    internal JsonObject ToJson(bool withUsers)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["team_id"] = TeamId,
            ["is_usergroup"] = true,
            ["name"] = Handle,
            ["handle"] = Handle,
            ["date_delete"] = Disabled ? 1 : 0,
            ["user_count"] = Users.Count,
        };
        if (withUsers)
        {
            json["users"] = Users.ToJson();
        }

        return json;
    }
}
