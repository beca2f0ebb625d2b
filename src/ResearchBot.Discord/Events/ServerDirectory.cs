using System.Collections.Concurrent;
using System.Globalization;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Workspaces;
using ResearchBot.Discord.Gateway;
using ResearchBot.Discord.Rendering;

namespace ResearchBot.Discord.Events;

/// <summary>The servers that the bot is in, kept up to date by what Discord says of them.</summary>
internal sealed class ServerDirectory
{
    private readonly ConcurrentDictionary<string, Server> _servers = [];
    private readonly ConcurrentDictionary<string, bool> _joined = []; // known before the server itself

    public IReadOnlyCollection<Server> Servers => (IReadOnlyCollection<Server>)_servers.Values;

    /// <summary>Whether the bot is in a server. Where a person brings the application along, it is used in servers that the bot is not in.</summary>
    public bool IsIn(string id) => _joined.ContainsKey(id);

    public Server? Find(string? id) => id is null ? null : _servers.GetValueOrDefault(id);

    public Channel? FindChannel(string? guild, string? channel) => channel is null ? null : Find(guild)?.Channels.GetValueOrDefault(channel);

    public void Take(GatewayEvent received)
    {
        var data = received.Data;
        switch (received.Name)
        {
            case "READY":
                TakeSession(data.Deserialize(DiscordJson.Default.Ready));
                break;
            case "GUILD_CREATE" or "GUILD_UPDATE":
                TakeServer(data.Deserialize(DiscordJson.Default.Guild));
                break;
            case "GUILD_DELETE" when !IsTrue(data, "unavailable"):
                Leave(Text(data, "id") ?? string.Empty);
                break;
            case "GUILD_ROLE_CREATE" or "GUILD_ROLE_UPDATE" when data.TryGetProperty("role", out var role):
                TakeRole(Find(Text(data, "guild_id")), role.Deserialize(DiscordJson.Default.GuildRole));
                break;
            case "GUILD_ROLE_DELETE":
                Find(Text(data, "guild_id"))?.Roles.TryRemove(Text(data, "role_id") ?? string.Empty, out _);
                break;
            case "CHANNEL_CREATE" or "CHANNEL_UPDATE" or "THREAD_CREATE" or "THREAD_UPDATE":
                TakeChannel(Find(Text(data, "guild_id")), data.Deserialize(DiscordJson.Default.Channel));
                break;
            case "CHANNEL_DELETE" or "THREAD_DELETE":
                Find(Text(data, "guild_id"))?.Channels.TryRemove(Text(data, "id") ?? string.Empty, out _);
                break;
        }
    }

    /// <summary>What it does not name any more of its share of the servers has removed the bot meanwhile.</summary>
    private void TakeSession(Ready? ready)
    {
        var named = (ready?.Guilds ?? []).Select(guild => guild.Id).ToHashSet();
        var (shard, shards) = ready?.Shard is [var number, var count] && count > 0 ? ((ulong)number, (ulong)count) : (0UL, 1UL);
        foreach (var left in _joined.Keys.Where(id => !named.Contains(id) && ulong.TryParse(id, out var snowflake) && (snowflake >> 22) % shards == shard))
        {
            Leave(left);
        }

        foreach (var id in named)
        {
            _joined[id] = true;
        }
    }

    private void Leave(string id)
    {
        _joined.TryRemove(id, out _);
        _servers.TryRemove(id, out _);
    }

    private void TakeServer(Guild? guild)
    {
        if (guild is not null)
        {
            _joined[guild.Id] = true;
        }

        if (guild is null || guild.Unavailable)
        {
            return; // an outage; what is known stays
        }

        var server = _servers.GetOrAdd(guild.Id, id => new Server(id));
        (server.Name, server.OwnerId) = (guild.Name ?? server.Name, guild.OwnerId ?? server.OwnerId);
        foreach (var role in guild.Roles ?? [])
        {
            TakeRole(server, role);
        }

        foreach (var channel in (guild.Channels ?? []).Concat(guild.Threads ?? []))
        {
            TakeChannel(server, channel);
        }
    }

    private static void TakeRole(Server? server, GuildRole? role)
    {
        if (server is not null && role is not null)
        {
            server.Roles[role.Id] = PermissionsExtensions.Parse(role.Permissions);
        }
    }

    private static void TakeChannel(Server? server, Channel? channel)
    {
        if (server is not null && channel is not null)
        {
            server.Channels[channel.Id] = channel;
        }
    }

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsTrue(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}

/// <summary>What the bot knows of a server: who owns it, what its roles allow, its channels and threads.</summary>
internal sealed class Server(string id)
{
    /// <summary>Its id; also that of the role that everybody has.</summary>
    public string Id => id;

    public string? Name { get; set; }
    public string? OwnerId { get; set; }
    public ConcurrentDictionary<string, Permissions> Roles { get; } = [];
    public ConcurrentDictionary<string, Channel> Channels { get; } = [];

    public Permissions PermissionsOf(string user, IReadOnlyList<string> roles) => user == OwnerId
        ? Permissions.Administrator
        : roles.Append(id).Aggregate(Permissions.None, (all, role) => all | Roles.GetValueOrDefault(role));
}

/// <summary>What somebody may do on Discord, as far as it makes them a moderator or admin of the bot.</summary>
[Flags]
internal enum Permissions : ulong
{
    None = 0,
    Administrator = 1 << 3,
    ManageServer = 1 << 5,
    ManageMessages = 1 << 13,
}

internal static class PermissionsExtensions
{
    /// <summary>From Discord's writing; what cannot be read allows nothing.</summary>
    public static Permissions Parse(string? written) =>
        ulong.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? (Permissions)bits : Permissions.None;

    public static Role ToRole(this Permissions permissions) =>
        (permissions & (Permissions.Administrator | Permissions.ManageServer)) != 0 ? Role.Admin
        : (permissions & Permissions.ManageMessages) != 0 ? Role.Moderator
        : Role.Member;
}

/// <summary>Finds what kind of room a channel is, by asking Discord where it was not told: a thread may be older than the session.</summary>
internal sealed class ChannelFinder(ServerDirectory servers, DiscordRest rest)
{
    /// <summary>The channel; null if Discord does not let the bot see it.</summary>
    public async Task<Channel?> FindAsync(string guild, string channel, CancellationToken cancellationToken)
    {
        if (servers.FindChannel(guild, channel) is { } known)
        {
            return known;
        }

        try
        {
            var read = await rest.ReadChannelAsync(channel, cancellationToken);
            servers.Find(guild)?.Channels.TryAdd(channel, read);
            return read;
        }
        catch (DiscordException)
        {
            return null;
        }
    }
}

/// <summary>Notes into which servers the bot comes and which remove it, and introduces it once where it is new.</summary>
internal sealed partial class ServerVisits(WorkspaceMap workspaces, DiscordRest rest, ILogger<ServerVisits> logger)
{
    private const int MostTried = 5;

    /// <summary>The bot is in a server: at every start, and when somebody adds it.</summary>
    public async Task JoinedAsync(JsonElement data, CancellationToken cancellationToken)
    {
        var guild = data.Deserialize(DiscordJson.Default.Guild);
        if (guild is null || guild.Unavailable || !await workspaces.JoinedAsync(new PlatformTeam(DiscordPlatform.Discord, guild.Id), guild.Name, cancellationToken))
        {
            return;
        }

        var rooms = (guild.Channels ?? []).Where(channel => channel.Type == ChannelType.Text).Select(channel => channel.Id);
        foreach (var room in rooms.Prepend(guild.SystemChannelId).OfType<string>().Distinct().Take(MostTried))
        {
            try
            {
                var welcome = OutgoingGate.ToMessage(DiscordRenderer.Welcome(), isPrivate: false, Nonce.Of(new PostKey(guild.Id, "welcome", 0)), replyTo: null);
                await rest.PostAsync(room, welcome, cancellationToken);
                return;
            }
            catch (DiscordException refused)
            {
                LogNoWelcome(guild.Id, refused.Message); // no permission to write there
            }
        }
    }

    /// <summary>A server removed the bot; an outage of Discord's is none.</summary>
    public async Task LeftAsync(JsonElement data, CancellationToken cancellationToken)
    {
        var guild = data.Deserialize(DiscordJson.Default.Guild);
        if (guild is { Unavailable: false })
        {
            await workspaces.LeftAsync(new PlatformTeam(DiscordPlatform.Discord, guild.Id), cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "No welcome could be posted in a channel of server {Guild}: {Fault}")]
    private partial void LogNoWelcome(string guild, string fault);
}
