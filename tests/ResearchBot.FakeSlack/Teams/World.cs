using ResearchBot.FakeSlack.Files;
using ResearchBot.FakeSlack.Interactions;
using ResearchBot.FakeSlack.Messages;

namespace ResearchBot.FakeSlack.Teams;

/// <summary>Everything that exists. Whoever reads or writes it holds <see cref="Gate"/>.</summary>
public sealed class World(FakeSlackOptions options)
{
    public Lock Gate { get; } = new();

    public FakeSlackOptions Options { get; } = options;

    public TimeProvider Clock { get; } = options.Clock;

    public Ids Ids { get; } = new(options.Clock);

    public Dictionary<string, Team> Teams { get; } = [];

    public Dictionary<string, User> Users { get; } = [];

    public Dictionary<string, Channel> Channels { get; } = [];

    public Dictionary<string, Usergroup> Usergroups { get; } = [];

    /// <summary>All messages in the order of their stamps.</summary>
    public List<StoredMessage> Messages { get; } = [];

    public Dictionary<string, SlackFile> Files { get; } = [];

    public Dictionary<string, OpenView> Views { get; } = [];

    /// <summary>Interactions by their trigger id.</summary>
    public Dictionary<string, Interaction> Interactions { get; } = [];

    internal Dictionary<string, ResponseUrl> ResponseUrls { get; } = [];

    /// <summary>http://127.0.0.1:PORT, once started.</summary>
    public string Url { get; internal set; } = "";

    public Team AddTeam(string name)
    {
        lock (Gate)
        {
            var id = Ids.Next("T");
            var bot = new User(Ids.Next("U"), id, Options.BotName) { IsBot = true };
            Users[bot.Id] = bot;
            var token = Teams.Count == 0 ? Options.BotToken : $"{Options.BotToken}-{Teams.Count + 1}";
            return Teams[id] = new Team(id, name, token, bot, Ids.Next("B"));
        }
    }

    /// <summary>The team in which the app meets a person: their own, or the first one for somebody of another organisation.</summary>
    public Team TeamOf(User user) => Teams.GetValueOrDefault(user.TeamId) ?? Teams.Values.First();

    public Channel Direct(User user)
    {
        lock (Gate)
        {
            var bot = TeamOf(user).Bot.Id;
            if (Channels.Values.FirstOrDefault(one => one.IsDirect && one.Members.Contains(user.Id)) is { } known)
            {
                return known;
            }

            var channel = new Channel(Ids.Next("D"), TeamOf(user).Id, user.Name, ChannelKind.Direct) { Members = { bot, user.Id } };
            return Channels[channel.Id] = channel;
        }
    }

    public StoredMessage? Find(string? channel, string? ts) => Messages.Find(one => one.ChannelId == channel && one.Ts == ts && !one.Deleted && !one.IsEphemeral);
}

/// <summary>A workspace of Slack in which the app is installed.</summary>
public sealed record Team(string Id, string Name, string BotToken, User Bot, string BotId);

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

    /// <summary>The organisation that it is shared with by Slack Connect; none if it is not.</summary>
    public string? SharedWith { get; internal set; }

    /// <summary>Shared with another organisation by Slack Connect.</summary>
    public bool IsExternal => SharedWith is not null;

    /// <summary>Another organisation is invited to it.</summary>
    public bool IsPending { get; set; }

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
            ["is_org_shared"] = false,
            ["is_pending_ext_shared"] = IsPending,
            ["pending_shared"] = new JsonArray(IsPending ? ["T0PENDING"] : []),
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
