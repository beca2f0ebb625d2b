using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord.Guilds;

namespace ResearchBot.FakeDiscord.Control;

/// <summary>Sets up guilds, channels, roles and members, before or while the bot is there.</summary>
public sealed class Setup
{
    private readonly World _world;
    private readonly GatewayHub _gateway;

    internal Setup(World world, GatewayHub gateway) => (_world, _gateway) = (world, gateway);

    public User Bot => _world.Bot;

    public User AddUser(string name) => _world.AddUser(name);

    /// <summary>A guild with @everyone's usual permissions, its owner and the bot; the bot is told.</summary>
    public Guild AddGuild(string name, User owner, Permission everyone = Permission.Usual)
    {
        lock (_world.Gate)
        {
            var guild = new Guild(_world.Ids.Next(), name, owner.Id);
            guild.Roles.Add(new Role(guild.Id, "@everyone", everyone, Mentionable: false));
            _world.Guilds[guild.Id] = guild;
            Join(guild, owner);
            Join(guild, Bot);
            _gateway.Dispatch("GUILD_CREATE", guild.Id, Intents.Guilds, GatewayPayloads.GuildCreate(_world, guild));
            return guild;
        }
    }

    /// <summary>A guild that the bot is not in, where somebody has brought the application along for themselves.</summary>
    public (Guild Guild, Channel Channel) AddGuildWithoutBot(string name, User owner)
    {
        lock (_world.Gate)
        {
            var guild = new Guild(_world.Ids.Next(), name, owner.Id);
            guild.Roles.Add(new Role(guild.Id, "@everyone", Permission.Usual, Mentionable: false));
            guild.Members[owner.Id] = new Member(owner, _world.Clock.GetUtcNow());
            _world.Guilds[guild.Id] = guild;
            var channel = new Channel(_world.Ids.Next(), 0, name) { GuildId = guild.Id };
            _world.Channels[channel.Id] = channel;
            return (guild, channel);
        }
    }

    /// <summary>Lets somebody use a command that Discord does not show them by itself, as admins can in the settings of a server.</summary>
    public void Allow(User user, string command)
    {
        lock (_world.Gate)
        {
            _world.Commands.Allowed.Add((user.Id, command));
        }
    }

    public void Join(Guild guild, User user)
    {
        lock (_world.Gate)
        {
            var member = new Member(user, _world.Clock.GetUtcNow());
            guild.Members[user.Id] = member;
            var data = member.ToJson(withUser: true);
            data["guild_id"] = guild.Id;
            _gateway.Dispatch("GUILD_MEMBER_ADD", guild.Id, Intents.GuildMembers, data);
        }
    }

    /// <summary>The bot is put out of a guild.</summary>
    public void RemoveBot(Guild guild)
    {
        lock (_world.Gate)
        {
            guild.Members.Remove(Bot.Id);
            _gateway.Dispatch("GUILD_DELETE", guild.Id, Intents.Guilds, new JsonObject { ["id"] = guild.Id });
        }
    }

    /// <summary>Type 0 text, 5 announcement, 15 forum.</summary>
    public Channel AddChannel(Guild guild, string name, int type = 0, params Overwrite[] overwrites)
    {
        lock (_world.Gate)
        {
            var channel = new Channel(_world.Ids.Next(), type, name) { GuildId = guild.Id };
            channel.Overwrites.AddRange(overwrites);
            _world.Channels[channel.Id] = channel;
            _gateway.Dispatch("CHANNEL_CREATE", guild.Id, Intents.Guilds, channel.ToJson());
            return channel;
        }
    }

    public Role AddRole(Guild guild, string name, Permission permissions = Permission.None, bool mentionable = false)
    {
        lock (_world.Gate)
        {
            var role = new Role(_world.Ids.Next(), name, permissions, mentionable);
            guild.Roles.Add(role);
            var data = new JsonObject { ["guild_id"] = guild.Id, ["role"] = role.ToJson(guild.Roles.Count - 1) };
            _gateway.Dispatch("GUILD_ROLE_CREATE", guild.Id, Intents.Guilds, data);
            return role;
        }
    }

    /// <summary>Gives a member these roles in place of those it has.</summary>
    public void SetRoles(Guild guild, User user, params Role[] roles)
    {
        lock (_world.Gate)
        {
            var member = guild.Members[user.Id];
            member.Roles.Clear();
            member.Roles.AddRange(roles.Select(role => role.Id));
            var data = member.ToJson(withUser: true);
            data["guild_id"] = guild.Id;

            // The bot hears of its own roles without the privileged intent.
            _gateway.Dispatch("GUILD_MEMBER_UPDATE", guild.Id, user.Id == Bot.Id ? Intents.Guilds : Intents.GuildMembers, data);
        }
    }

    public void SetOverwrite(Channel channel, Overwrite overwrite)
    {
        lock (_world.Gate)
        {
            channel.Overwrites.RemoveAll(one => one.Id == overwrite.Id);
            channel.Overwrites.Add(overwrite);
            _gateway.Dispatch("CHANNEL_UPDATE", channel.GuildId, Intents.Guilds, channel.ToJson());
        }
    }

    /// <summary>The direct messages of the bot and a user.</summary>
    public Channel Direct(User user)
    {
        lock (_world.Gate)
        {
            return GuildEndpoints.Direct(_world, user);
        }
    }
}
