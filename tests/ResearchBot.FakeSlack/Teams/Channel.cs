namespace ResearchBot.FakeSlack.Teams;

public enum ChannelKind
{
    Public,
    Private,
    Direct,
    Group,
}

/// <summary>A conversation: a channel, a direct message or a direct message of several.</summary>
public sealed record Channel(string Id, string TeamId, string Name, ChannelKind Kind)
{
    public HashSet<string> Members { get; } = [];

    public bool Archived { get; set; }

    /// <summary>Shared with another organisation by Slack Connect.</summary>
    public bool IsExternal { get; set; }

    public bool IsDirect => Kind == ChannelKind.Direct;

    /// <summary>As events call it: channel, group, im, mpim.</summary>
    public string Type => Kind switch { ChannelKind.Public => "channel", ChannelKind.Private => "group", ChannelKind.Direct => "im", _ => "mpim" };

    /// <summary>As scopes and subscriptions call it: channels, groups, im, mpim.</summary>
    public string Family => Kind switch { ChannelKind.Public => "channels", ChannelKind.Private => "groups", ChannelKind.Direct => "im", _ => "mpim" };

    internal JsonObject ToJson(string botUserId)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["is_channel"] = Kind == ChannelKind.Public,
            ["is_group"] = Kind == ChannelKind.Private,
            ["is_im"] = Kind == ChannelKind.Direct,
            ["is_mpim"] = Kind == ChannelKind.Group,
            ["is_private"] = Kind != ChannelKind.Public,
            ["is_archived"] = Archived,
            ["is_shared"] = IsExternal,
            ["is_ext_shared"] = IsExternal,
            ["is_general"] = Name == "general",
            ["context_team_id"] = TeamId,
        };
        if (IsDirect)
        {
            json["user"] = Members.FirstOrDefault(id => id != botUserId);
        }
        else
        {
            json["name"] = Name;
            json["name_normalized"] = Name;
            json["is_member"] = Members.Contains(botUserId);
            json["num_members"] = Members.Count;
        }

        return json;
    }
}
