namespace ResearchBot.FakeDiscord.Guilds;

/// <summary>A user in a guild.</summary>
public sealed class Member(User user, DateTimeOffset joined)
{
    public User User { get; } = user;

    public List<string> Roles { get; } = [];

    public JsonObject ToJson(bool withUser)
    {
        var json = new JsonObject
        {
            ["nick"] = null,
            ["avatar"] = null,
            ["banner"] = null,
            ["roles"] = Roles.ToJson(),
            ["joined_at"] = joined.ToString("O"),
            ["premium_since"] = null,
            ["communication_disabled_until"] = null,
            ["deaf"] = false,
            ["mute"] = false,
            ["pending"] = false,
            ["flags"] = 0,
        };
        if (withUser)
        {
            json["user"] = User.ToJson();
        }

        return json;
    }
}
