using System.Text.RegularExpressions;
using ResearchBot.FakeDiscord.Interactions;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Guilds;

/// <summary>Everything that exists. Whoever reads or writes it holds <see cref="Gate"/>.</summary>
public sealed partial class World(FakeDiscordOptions options)
{
    public Lock Gate { get; } = new();

    public FakeDiscordOptions Options { get; } = options;

    public TimeProvider Clock { get; } = options.Clock;

    public Snowflakes Ids { get; } = new(options.Clock);

    public Dictionary<string, User> Users { get; } = [];

    public Dictionary<string, Guild> Guilds { get; } = [];

    public Dictionary<string, Channel> Channels { get; } = [];

    public Dictionary<string, StoredMessage> Messages { get; } = [];

    public Dictionary<string, Interaction> Interactions { get; } = [];

    public CommandBook Commands { get; } = new();

    public AttachmentStore Attachments { get; } = new(options.Clock);

    /// <summary>The bot's own user; its id is the application's id as well.</summary>
    public User Bot { get; private set; } = null!;

    public static World Create(FakeDiscordOptions options)
    {
        var world = new World(options);
        world.Bot = world.AddUser(options.BotName, bot: true);
        return world;
    }

    public User AddUser(string name, bool bot = false)
    {
        lock (Gate)
        {
            var user = new User(Ids.Next(), name, bot);
            Users[user.Id] = user;
            return user;
        }
    }

    /// <summary>Permissions of a user in a channel; in direct messages everything.</summary>
    public Permission PermissionsOf(string userId, Channel channel)
    {
        if (channel.GuildId is not { } guildId)
        {
            return Permission.All;
        }

        var guild = Guilds[guildId];
        if (!guild.Members.TryGetValue(userId, out var member))
        {
            return Permission.None;
        }

        var roles = guild.Roles.Where(role => role.Id == guildId || member.Roles.Contains(role.Id)).ToList();
        var granted = roles.Aggregate(Permission.None, (all, role) => all | role.Permissions);
        if (guild.OwnerId == userId || granted.HasFlag(Permission.Administrator))
        {
            return Permission.All;
        }

        var place = channel.IsThread ? Channels[channel.ParentId!] : channel;
        granted = Apply(granted, place.Overwrites.Where(one => one.Id == guildId));
        granted = Apply(granted, place.Overwrites.Where(one => !one.ForMember && member.Roles.Contains(one.Id)));
        granted = Apply(granted, place.Overwrites.Where(one => one.ForMember && one.Id == userId));
        if (!granted.HasFlag(Permission.SendMessages))
        {
            granted &= ~(Permission.EmbedLinks | Permission.AttachFiles | Permission.MentionEveryone);
        }

        var hidden = !granted.HasFlag(Permission.ViewChannel)
            || (channel.Type == 12 && !channel.ThreadMembers.Contains(userId) && !granted.HasFlag(Permission.ManageThreads));
        return hidden ? Permission.None : granted;
    }

    /// <summary>The ids of the users that a text mentions.</summary>
    public static IEnumerable<string> UsersMentioned(string text) => UserMention().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"<@!?(\d{15,20})>")]
    public static partial Regex UserMention();

    private static Permission Apply(Permission granted, IEnumerable<Overwrite> overwrites)
    {
        var all = overwrites.ToList();
        granted &= ~all.Aggregate(Permission.None, (sum, one) => sum | one.Deny);
        return granted | all.Aggregate(Permission.None, (sum, one) => sum | one.Allow);
    }
}
