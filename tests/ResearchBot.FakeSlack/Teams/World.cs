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

    public Channel Direct(User user)
    {
        lock (Gate)
        {
            var bot = Teams[user.TeamId].Bot.Id;
            if (Channels.Values.FirstOrDefault(one => one.IsDirect && one.Members.Contains(user.Id)) is { } known)
            {
                return known;
            }

            var channel = new Channel(Ids.Next("D"), user.TeamId, user.Name, ChannelKind.Direct) { Members = { bot, user.Id } };
            return Channels[channel.Id] = channel;
        }
    }

    public StoredMessage? Find(string? channel, string? ts) => Messages.Find(one => one.ChannelId == channel && one.Ts == ts && !one.Deleted && !one.IsEphemeral);
}
