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

    /// <summary>Somebody of another organisation, who gets into shared channels only.</summary>
    public User AddForeigner(string name, bool admin = false)
    {
        lock (_world.Gate)
        {
            var user = new User(_world.Ids.Next("U"), _world.Ids.Next("T"), name) { IsAdmin = admin };
            return _world.Users[user.Id] = user;
        }
    }

    /// <summary>Shares a channel with the organisation of somebody, who comes into it.</summary>
    public void Share(Channel channel, User foreigner)
    {
        lock (_world.Gate)
        {
            channel.SharedWith = foreigner.TeamId;
            channel.Members.Add(foreigner.Id);
            TellShared(channel, "channel_shared", foreigner.TeamId);
        }
    }

    public void Unshare(Channel channel)
    {
        lock (_world.Gate)
        {
            var other = channel.SharedWith!;
            channel.SharedWith = null;
            channel.Members.RemoveWhere(id => _world.Users[id].TeamId == other);
            TellShared(channel, "channel_unshared", other);
        }
    }

    /// <summary>A channel with these members, and with the bot unless it is left out.</summary>
    public Channel AddChannel(string name, ChannelKind kind = ChannelKind.Public, bool withBot = true, params User[] members)
    {
        lock (_world.Gate)
        {
            var team = members.Length > 0 ? _world.TeamOf(members[0]) : Team;
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

    private void TellShared(Channel channel, string name, string other) => _delivery.Event(
        _world.Teams[channel.TeamId],
        new JsonObject { ["type"] = name, ["channel"] = channel.Id, ["connected_team_id"] = other, ["event_ts"] = _world.Ids.Stamp() },
        name,
        $"{channel.Family}:read");

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
