namespace ResearchBot.FakeSlack.Teams;

/// <summary>A person or a bot of a team.</summary>
public sealed record User(string Id, string TeamId, string Name)
{
    public bool IsBot { get; init; }

    public bool IsOwner { get; set; }

    public bool IsAdmin { get; set; }

    /// <summary>A guest of several channels.</summary>
    public bool IsRestricted { get; set; }

    /// <summary>A guest of one channel.</summary>
    public bool IsUltraRestricted { get; set; }

    /// <summary>Comes from another team by Slack Connect.</summary>
    public bool IsStranger { get; set; }

    public bool Deleted { get; set; }

    public string Mention => $"<@{Id}>";

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["team_id"] = TeamId,
        ["name"] = Name,
        ["real_name"] = Name,
        ["deleted"] = Deleted,
        ["tz"] = "Europe/Berlin",
        ["tz_offset"] = 3600,
        ["profile"] = new JsonObject { ["real_name"] = Name, ["display_name"] = Name, ["team"] = TeamId },
        ["is_admin"] = IsAdmin || IsOwner,
        ["is_owner"] = IsOwner,
        ["is_primary_owner"] = false,
        ["is_restricted"] = IsRestricted || IsUltraRestricted,
        ["is_ultra_restricted"] = IsUltraRestricted,
        ["is_stranger"] = IsStranger,
        ["is_bot"] = IsBot,
        ["is_app_user"] = false,
    };
}
