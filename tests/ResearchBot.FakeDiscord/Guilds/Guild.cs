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
