namespace ResearchBot.FakeDiscord.Guilds;

/// <summary>A text channel (0), direct messages (1), a thread (10, 11, 12) or a forum (15).</summary>
public sealed class Channel(string id, int type, string name)
{
    public string Id { get; } = id;

    public int Type { get; } = type;

    public string Name { get; set; } = name;

    public string? GuildId { get; init; }

    public string? ParentId { get; init; }

    /// <summary>Who opened a thread.</summary>
    public string? OwnerId { get; init; }

    public IReadOnlyList<User> Recipients { get; init; } = [];

    public List<Overwrite> Overwrites { get; } = [];

    public HashSet<string> ThreadMembers { get; } = [];

    public DateTimeOffset Created { get; init; }

    public bool Archived { get; set; }

    public bool Locked { get; set; }

    public long AutoArchiveMinutes { get; set; } = 1440;

    public string? LastMessageId { get; set; }

    public int MessageCount { get; set; }

    public bool IsThread => Type is 10 or 11 or 12;

    public bool IsDirect => Type == 1;

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id, ["type"] = Type, ["last_message_id"] = LastMessageId, ["flags"] = 0 };
        if (IsDirect)
        {
            json["recipients"] = Recipients.Select(user => user.ToJson()).ToJson();
            return json;
        }

        json["guild_id"] = GuildId;
        json["name"] = Name;
        json["parent_id"] = ParentId;
        json["rate_limit_per_user"] = 0;
        json["last_pin_timestamp"] = null;
        if (!IsThread)
        {
            json["position"] = 0;
            json["topic"] = null;
            json["nsfw"] = false;
            json["permission_overwrites"] = Overwrites.Select(overwrite => overwrite.ToJson()).ToJson();
            return json;
        }

        json["owner_id"] = OwnerId;
        json["message_count"] = MessageCount;
        json["total_message_sent"] = MessageCount;
        json["member_count"] = ThreadMembers.Count;
        json["thread_metadata"] = new JsonObject
        {
            ["archived"] = Archived,
            ["locked"] = Locked,
            ["auto_archive_duration"] = AutoArchiveMinutes,
            ["archive_timestamp"] = Created.ToString("O"),
            ["create_timestamp"] = Created.ToString("O"),
        };
        return json;
    }
}

/// <summary>What a channel allows or denies a role or one member.</summary>
public sealed record Overwrite(string Id, bool ForMember, Permission Allow, Permission Deny)
{
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["type"] = ForMember ? 1 : 0,
        ["allow"] = ((ulong)Allow).ToString(),
        ["deny"] = ((ulong)Deny).ToString(),
    };
}

/// <summary>The permission bits that the fake enforces.</summary>
[Flags]
public enum Permission : ulong
{
    None = 0,
    Administrator = 1UL << 3,
    ManageChannels = 1UL << 4,
    ManageGuild = 1UL << 5,
    AddReactions = 1UL << 6,
    ViewChannel = 1UL << 10,
    SendMessages = 1UL << 11,
    ManageMessages = 1UL << 13,
    EmbedLinks = 1UL << 14,
    AttachFiles = 1UL << 15,
    ReadMessageHistory = 1UL << 16,
    MentionEveryone = 1UL << 17,
    UseApplicationCommands = 1UL << 31,
    ManageThreads = 1UL << 34,
    CreatePublicThreads = 1UL << 35,
    CreatePrivateThreads = 1UL << 36,
    SendMessagesInThreads = 1UL << 38,

    /// <summary>What @everyone has unless a test says otherwise: what an invited bot needs, and commands.</summary>
    Usual = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | AddReactions
        | UseApplicationCommands | CreatePublicThreads | SendMessagesInThreads,

    All = ulong.MaxValue >> 14,
}
