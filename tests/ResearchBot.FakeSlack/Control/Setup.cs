using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Control;

/// <summary>Sets up teams, channels, people and groups, before or while the app is there.</summary>
public sealed class Setup
{
    private readonly World _world;
    private readonly Delivery _delivery;

    internal Setup(World world, Delivery delivery) => (_world, _delivery) = (world, delivery);

    /// <summary>The first team.</summary>
    public Team Team => _world.Teams.Values.First();

    public User Bot => Team.Bot;

    public Team AddTeam(string name) => _world.AddTeam(name);

    public User AddUser(string name, Team? team = null, bool owner = false, bool admin = false, bool bot = false)
    {
        lock (_world.Gate)
        {
            var user = new User(_world.Ids.Next("U"), (team ?? Team).Id, name) { IsOwner = owner, IsAdmin = admin, IsBot = bot };
            return _world.Users[user.Id] = user;
        }
    }

    /// <summary>A channel with these members, and with the bot unless it is left out.</summary>
    public Channel AddChannel(string name, ChannelKind kind = ChannelKind.Public, bool withBot = true, params User[] members)
    {
        lock (_world.Gate)
        {
            var team = members.Length > 0 ? _world.Teams[members[0].TeamId] : Team;
            var channel = new Channel(_world.Ids.Next(kind == ChannelKind.Private ? "G" : "C"), team.Id, name, kind);
            channel.Members.UnionWith(members.Select(user => user.Id));
            if (withBot)
            {
                channel.Members.Add(team.Bot.Id);
            }

            return _world.Channels[channel.Id] = channel;
        }
    }

    public void Join(Channel channel, User user) => Change(channel, user, "member_joined_channel", () => channel.Members.Add(user.Id));

    public void Leave(Channel channel, User user) => Change(channel, user, "member_left_channel", () => channel.Members.Remove(user.Id));

    public Usergroup AddUsergroup(string handle, params User[] users)
    {
        lock (_world.Gate)
        {
            var group = new Usergroup(_world.Ids.Next("S"), users.Length > 0 ? users[0].TeamId : Team.Id, handle);
            group.Users.UnionWith(users.Select(user => user.Id));
            return _world.Usergroups[group.Id] = group;
        }
    }

    /// <summary>The direct messages of the bot and a person.</summary>
    public Channel Direct(User user) => _world.Direct(user);

    /// <summary>Any event to the app, subscribed or not.</summary>
    public void SendEvent(Team team, JsonObject inner)
    {
        lock (_world.Gate)
        {
            _delivery.Event(team, inner);
        }
    }

    private void Change(Channel channel, User user, string name, Action change)
    {
        lock (_world.Gate)
        {
            change();
            var inner = new JsonObject
            {
                ["type"] = name,
                ["user"] = user.Id,
                ["channel"] = channel.Id,
                ["channel_type"] = channel.Kind == ChannelKind.Private ? "G" : "C",
                ["team"] = channel.TeamId,
                ["event_ts"] = _world.Ids.Stamp(),
            };
            _delivery.Event(_world.Teams[channel.TeamId], inner, name, $"{channel.Family}:read");
        }
    }
}
