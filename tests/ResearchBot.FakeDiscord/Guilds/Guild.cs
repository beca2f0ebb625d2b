namespace ResearchBot.FakeDiscord.Guilds;

/// <summary>A server with its roles and members; the role with the guild's id is @everyone.</summary>
public sealed class Guild(string id, string name, string ownerId)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public string OwnerId { get; } = ownerId;

    public List<Role> Roles { get; } = [];

    public Dictionary<string, Member> Members { get; } = [];

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["owner_id"] = OwnerId,
        ["icon"] = null,
        ["splash"] = null,
        ["discovery_splash"] = null,
        ["banner"] = null,
        ["description"] = null,
        ["vanity_url_code"] = null,
        ["region"] = "deprecated",
        ["afk_channel_id"] = null,
        ["afk_timeout"] = 300,
        ["system_channel_id"] = null,
        ["system_channel_flags"] = 0,
        ["rules_channel_id"] = null,
        ["public_updates_channel_id"] = null,
        ["safety_alerts_channel_id"] = null,
        ["application_id"] = null,
        ["verification_level"] = 1,
        ["default_message_notifications"] = 0,
        ["explicit_content_filter"] = 0,
        ["mfa_level"] = 0,
        ["nsfw_level"] = 0,
        ["nsfw"] = false,
        ["premium_tier"] = 0,
        ["premium_subscription_count"] = 0,
        ["premium_progress_bar_enabled"] = false,
        ["preferred_locale"] = "en-US",
        ["features"] = new JsonArray(),
        ["emojis"] = new JsonArray(),
        ["stickers"] = new JsonArray(),
        ["hub_type"] = null,
        ["roles"] = Roles.Select((role, at) => role.ToJson(at)).ToJson(),
    };
}

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

/// <summary>A role of a guild.</summary>
public sealed record Role(string Id, string Name, Permission Permissions, bool Mentionable)
{
    public JsonObject ToJson(int position) => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["color"] = 0,
        ["colors"] = new JsonObject { ["primary_color"] = 0, ["secondary_color"] = null, ["tertiary_color"] = null },
        ["hoist"] = false,
        ["icon"] = null,
        ["unicode_emoji"] = null,
        ["position"] = position,
        ["permissions"] = ((ulong)Permissions).ToString(),
        ["managed"] = false,
        ["mentionable"] = Mentionable,
        ["flags"] = 0,
        ["description"] = null,
    };
}

/// <summary>A person or the bot.</summary>
public sealed record User(string Id, string Name, bool Bot)
{
    /// <summary>Takes no direct messages (error 50007).</summary>
    public bool DirectMessagesClosed { get; set; }

    public string Mention => $"<@{Id}>";

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["username"] = Name,
        ["discriminator"] = Bot ? "0001" : "0",
        ["global_name"] = Bot ? null : Name,
        ["avatar"] = null,
        ["bot"] = Bot,
        ["public_flags"] = 0,
        ["flags"] = 0,
        ["banner"] = null,
        ["accent_color"] = null,
        ["avatar_decoration_data"] = null,
        ["collectibles"] = null,
        ["primary_guild"] = null,
        ["clan"] = null,
    };
}
