using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ResearchBot.FakeSlack.Files;
using ResearchBot.FakeSlack.Interactions;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;
using ResearchBot.FakeSlack;
using ResearchBot.Slack.Http;
using Record = ResearchBot.FakeSlack.Control.Record;

namespace ResearchBot.Tests.Slack.Events;

/// <summary>The whole bot, connected over real sockets to a fake with a team: olga owns it, ann is a member.</summary>
internal sealed class TestSlackBot : IAsyncDisposable
{
    public const string Question = "Who was killed on the road at Baghdad airport?";
    public const string Answer = "Soleimani";

    /// <summary>For a bot that takes requests.</summary>
    public static readonly Dictionary<string, string?> Http = new() { ["Slack:Mode"] = "http", ["Slack:Port"] = "0" };

    private readonly CancellationTokenSource _patience;
    private readonly Dictionary<string, string?> _settings;
    private readonly TimeProvider _time;

    private TestSlackBot(FakeSlackServer server, Dictionary<string, string?> settings, TimeProvider time, TimeSpan patience)
    {
        (Server, _time, _patience) = (server, time, new CancellationTokenSource(patience));
        Olga = server.Setup.AddUser("olga", owner: true);
        Ann = server.Setup.AddUser("ann");
        General = server.Setup.AddChannel("general", members: [Olga, Ann]);
        _settings = new()
        {
            ["Slack:BotToken"] = server.Options.BotToken,
            ["Slack:AppToken"] = server.Options.AppToken,
            ["Slack:SigningSecret"] = server.Options.SigningSecret,
            ["Slack:ApiUrl"] = server.ApiUrl,
            ["Reading:DeadlineSeconds"] = "600", // of a time that runs fast, for a child process that does not
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }
    }

    public FakeSlackServer Server { get; }

    public Record Record => Server.Record;

    public Channel General { get; }

    /// <summary>Who owns the team, and so is an admin.</summary>
    public User Olga { get; }

    /// <summary>A member.</summary>
    public User Ann { get; }

    public TestBot Bot { get; private set; } = null!;

    public CancellationToken Patience => _patience.Token;

    public string Mention => Server.Setup.Bot.Mention;

    public string Workspace => $"slack-{Server.Setup.Team.Id}";

    public IReadOnlyDictionary<string, string?> Settings => _settings;

    /// <summary>Messages of the bot that stand there, but for its welcome.</summary>
    public IEnumerable<StoredMessage> Said => Record.Messages.Where(message => !message.Deleted && !message.Shown.Contains("First steps", StringComparison.Ordinal));

    public IEnumerable<StoredMessage> Answers => Said.Where(message => message.Shown.Contains(Answer, StringComparison.Ordinal));

    private ServingBot? Running { get; set; }

    /// <param name="options">The fake's.</param>
    /// <param name="settings">The bot's.</param>
    /// <param name="patience">How long the test may take.</param>
    /// <param name="add">Adds services to the first bot.</param>
    /// <param name="speed">How much faster time runs for both. What the fake gives an acknowledgement stays as it is in real time.</param>
    public static async Task<TestSlackBot> OpenAsync(
        FakeSlackOptions? options = null, Dictionary<string, string?>? settings = null, TimeSpan? patience = null, Action<IServiceCollection>? add = null, double speed = 10)
    {
        options ??= new FakeSlackOptions();
        var time = new QuickTime(speed);
        options = options with { BotEvents = options.BotEvents.Concat(["member_joined_channel", "channel_shared", "channel_unshared"]).ToHashSet(), Clock = time, Patience = options.Patience * speed };
        var room = new TestSlackBot(await FakeSlackServer.StartAsync(options, TestContext.Current.CancellationToken), settings ?? [], time, patience ?? TimeSpan.FromMinutes(2));
        room.Bot = await room.NewBotAsync(over: null, add);
        room.Begin(room.Bot);
        await (room.Settings.GetValueOrDefault("Slack:Mode") == "http" ? room.ListenAsync(room.Bot) : room.ConnectedAsync());
        return room;
    }

    public Task<TestBot> NewBotAsync(TestBot? over, Action<IServiceCollection>? add = null) => TestBot.StartAsync(seeds: over is null, over: over, settings: _settings, add: services =>
    {
        services.AddSingleton(_time);
        add?.Invoke(services);
    });

    /// <summary>Until both connections are live.</summary>
    public Task ConnectedAsync() => UntilAsync(_ => Server.Sockets.Live.Count == 2, "two connections");

    /// <summary>Until this bot takes requests, which the fake then sends there.</summary>
    public async Task ListenAsync(TestBot bot)
    {
        var url = (await bot.Get<HttpMode>().Address.WaitAsync(Patience)).ToString();
        Server.Http.Urls = new RequestUrls(url, url, url);
    }

    public async Task UntilAsync(Func<Record, bool> condition, string what = "it")
    {
        try
        {
            await Record.UntilAsync(condition, Patience);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Not in time: {what}.\nSaid:\n{string.Join("\n---\n", Record.Messages.Select(message => $"{message.ChannelId} {message.ThreadTs} {message.SeenBy}: {message.Shown}"))}\nRequests:\n{string.Join('\n', Record.Requests.TakeLast(20).Select(request => $"{request.Method} {request.Status} {request.Error}"))}");
        }
    }

    /// <summary>The first message of the bot that meets this, when it is there.</summary>
    public async Task<StoredMessage> SaysAsync(Func<StoredMessage, bool> condition, int after = 0)
    {
        bool Meets(StoredMessage message) => !message.Deleted && condition(message);
        await UntilAsync(record => record.Messages.Skip(after).Any(Meets), "a message");
        return Record.Messages.Skip(after).First(Meets);
    }

    /// <summary>What is said in the thread of a message that contains this.</summary>
    public Task<StoredMessage> SaysInAsync(StoredMessage asked, string text) =>
        SaysAsync(message => message.ThreadTs == (asked.ThreadTs ?? asked.Ts) && message.ChannelId == asked.ChannelId
            && string.CompareOrdinal(message.Ts, asked.Ts) > 0 && message.Shown.Contains(text, StringComparison.Ordinal));

    /// <summary>Asks in the general channel by mention and waits for the answer in its thread.</summary>
    public async Task<(StoredMessage Question, StoredMessage Answer)> AskAsync(User? by = null)
    {
        var asked = Server.People.Say(by ?? Ann, General, $"{Mention} {Question}");
        var answer = await SaysInAsync(asked, Answer);
        await UntilNotedAsync(asked);
        return (asked, answer);
    }

    /// <summary>Until the bot has noted its reply: a message stands in Slack before the bot hears so.</summary>
    public Task UntilNotedAsync(StoredMessage asked) => UntilNotedAsync($"{asked.ChannelId}/{asked.Ts}");

    public Task UntilNotedAsync(Interaction used) => UntilNotedAsync($"{used.Channel!.Id}/{used.User.Id}/{used.TriggerId}");

    private async Task UntilNotedAsync(string id)
    {
        var inbox = Bot.Get<ResearchBot.Core.Platforms.RequestInbox>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await inbox.FindAsync("slack", id, Patience) is { IsDone: false })
        {
            await timer.WaitForNextTickAsync(Patience);
        }
    }

    /// <summary>Types a command; what the bot says next, to this person or to all.</summary>
    public Task<StoredMessage> TypeAsync(User user, string text, Channel? channel = null)
    {
        var before = Record.Messages.Count;
        var typed = Server.Interactions.Slash(user, channel ?? General, "/research", text);
        return ReplyAsync(typed, before);
    }

    public Task<StoredMessage> SteerAsync(string text) => TypeAsync(Olga, text);

    public Task<StoredMessage> PressAsync(User user, StoredMessage message, string action)
    {
        var before = Record.Messages.Count;
        return ReplyAsync(action is "helpful" or "unhelpful" ? Thumb(user, message, action) : Server.Interactions.Press(user, message, action), before);
    }

    /// <summary>Slack's own thumbs: one element, whose value says which was pressed.</summary>
    public Interaction Thumb(User user, StoredMessage message, string vote) => Server.Interactions.Press(
        user, message, "feedback",
        message.Blocks.OfType<JsonNode>().SelectMany(block => block["elements"] as JsonArray ?? []).Single(element => element?["action_id"]?.GetValue<string>() == "feedback")!
            [vote == "helpful" ? "positive_button" : "negative_button"]!["value"]!.GetValue<string>());

    public Task<StoredMessage> UseAsync(User user, StoredMessage message, string shortcut)
    {
        var before = Record.Messages.Count;
        return ReplyAsync(Server.Interactions.MessageShortcut(user, message, shortcut), before);
    }

    /// <summary>All that came before is served or on its way.</summary>
    public Task PassAsync() => SteerAsync("audit");

    /// <summary>Until the store holds these events as begun and not done.</summary>
    public async Task UntilOpenAsync(int count)
    {
        var inbox = Bot.Get<ResearchBot.Core.Platforms.RequestInbox>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await inbox.OpenAsync("slack", TimeSpan.FromHours(1), Patience)).Count < count)
        {
            await timer.WaitForNextTickAsync(Patience);
        }
    }

    public SlackFile File(User user, string name, string text) => Server.People.File(user, name, "text/markdown", System.Text.Encoding.UTF8.GetBytes(text));

    public Task StopAsync() => Running!.StopAsync();

    public void Begin(TestBot bot)
    {
        bot.Get<ResearchBot.Slack.SlackPlatform>().Patience = TimeSpan.FromSeconds(1);
        Running = new ServingBot(bot);
    }

    /// <summary>No rule broken, nobody pinged, nothing late.</summary>
    /// <param name="refusals">What Slack had to refuse.</param>
    public void ShouldBeClean(params string[] refusals)
    {
        Record.RuleErrors.Where(error => !refusals.Any(error.Contains)).ShouldBeEmpty();
        Record.RateLimitViolations.ShouldBe(0);
        Record.LateAcks.ShouldBe(0);
        Record.Messages.SelectMany(message => message.Pings).ShouldBeEmpty();
        Record.Messages.SelectMany(message => message.Unfurls).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await Running!.DisposeAsync();
        await Bot.DisposeAsync();
        await Server.DisposeAsync();
        _patience.Dispose();
    }

    public static string[] Buttons(StoredMessage message) => [.. message.Blocks.OfType<JsonNode>().SelectMany(block => block["elements"] as JsonArray ?? [])
        .Select(element => element?["action_id"]?.GetValue<string>()).OfType<string>()];

    /// <summary>The first message of the reply, when all of it is there.</summary>
    private async Task<StoredMessage> ReplyAsync(Interaction used, int before)
    {
        var reply = await SaysAsync(message => message.SeenBy is null ? message.ChannelId == used.Channel!.Id : message.SeenBy == used.User.Id, before);
        await UntilNotedAsync(used);
        return reply;
    }
}
