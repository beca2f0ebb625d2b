namespace ResearchBot.FakeDiscord.Guilds;

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
