namespace ResearchBot.FakeDiscord.Guilds;

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
