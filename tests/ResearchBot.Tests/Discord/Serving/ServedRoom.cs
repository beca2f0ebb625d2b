using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Platforms;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Interactions;
using ResearchBot.FakeDiscord.Messages;
using ResearchBot.FakeDiscord;
using ResearchBot.Platforms;
using Record = ResearchBot.FakeDiscord.Control.Record;

namespace ResearchBot.Tests.Discord.Serving;

/// <summary>The whole bot, connected over real sockets to a fake with a server: olga owns it, ann is a member.</summary>
internal sealed class ServedRoom : IAsyncDisposable
{
    public const string Question = "Who was killed on the road at Baghdad airport?";
    public const string Answer = "Soleimani";

    private readonly CancellationTokenSource _patience;
    private readonly Dictionary<string, string?> _settings;
    private readonly TimeProvider? _time;

    private ServedRoom(FakeDiscordServer server, Dictionary<string, string?> settings, TimeProvider? time, TimeSpan patience)
    {
        (Server, _time, _patience) = (server, time, new CancellationTokenSource(patience));
        Olga = server.Stage.AddUser("olga");
        Ann = server.Stage.AddUser("ann");
        Guild = server.Stage.AddGuild("Example", Olga);
        server.Stage.Join(Guild, Ann);
        General = server.Stage.AddChannel(Guild, "general");
        _settings = new(settings)
        {
            ["Discord:Token"] = server.Options.Token,
            ["Discord:ApiUrl"] = server.ApiUrl,
            ["Discord:AttachmentHosts"] = new Uri(server.Url).Authority,
        };
    }

    public FakeDiscordServer Server { get; }

    public Record Record => Server.Record;

    public Guild Guild { get; }

    public Channel General { get; }

    /// <summary>Who owns the server, and so is an admin.</summary>
    public User Olga { get; }

    /// <summary>A member.</summary>
    public User Ann { get; }

    public TestBot Bot { get; private set; } = null!;

    /// <summary>Ends with the test's patience.</summary>
    public CancellationToken Patience => _patience.Token;

    public string Mention => Server.Stage.Bot.Mention;

    /// <summary>What the bot said, but for its welcome and ephemeral placeholders; the deleted ones too.</summary>
    public IEnumerable<StoredMessage> Said => Record.Messages.Where(message => !message.Text.Contains("/collections create", StringComparison.Ordinal) || message.InteractionId is not null);

    private Serving? Running { get; set; }

    public static async Task<ServedRoom> OpenAsync(
        FakeDiscordOptions? options = null,
        Dictionary<string, string?>? settings = null,
        TimeProvider? time = null,
        TimeSpan? patience = null,
        Action<IServiceCollection>? add = null)
    {
        var room = new ServedRoom(await FakeDiscordServer.StartAsync(options ?? new FakeDiscordOptions(), TestContext.Current.CancellationToken), settings ?? [], time, patience ?? TimeSpan.FromSeconds(30));
        room.Bot = await room.NewBotAsync(over: null, add);
        room.Running = new Serving(room.Bot);
        await room.ServesAsync();
        return room;
    }

    /// <summary>A bot with the same settings, over the store of another where one is given.</summary>
    public Task<TestBot> NewBotAsync(TestBot? over, Action<IServiceCollection>? add = null) => TestBot.StartAsync(seeds: over is null, over: over, settings: _settings, add: services =>
    {
        if (_time is not null)
        {
            services.AddSingleton(_time);
        }

        add?.Invoke(services);
    });

    /// <summary>Until this many sessions were begun and heard of.</summary>
    public Task BegunAsync(int sessions) => UntilAsync(record => record.Requests.Count(request => request.Route == "GET applications/{application}/commands") == sessions);

    /// <summary>Until it has its session, its commands and its server.</summary>
    public Task ServesAsync() => UntilAsync(record => record.Identifies.Count > 0 && Server.World.Commands.Find(null, "ask", 1) is not null
        && record.Requests.Any(request => request.Route == "POST channels/{channel}/messages"));

    public Task UntilAsync(Func<Record, bool> condition) => Record.UntilAsync(condition, Patience);

    /// <summary>The first message of the bot that meets this, when it is there.</summary>
    public async Task<StoredMessage> SaysAsync(Func<StoredMessage, bool> condition)
    {
        try
        {
            await UntilAsync(_ => Said.Any(message => !message.Deleted && condition(message)));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"It was not said. Said was:\n{string.Join("\n---\n", Record.Messages.Select(message => $"{message.ChannelId}: {message.Text}"))}\nRequests:\n{string.Join('\n', Record.Requests.TakeLast(30))}");
        }

        return Said.First(message => !message.Deleted && condition(message));
    }

    /// <summary>The message that answers the test's question in a channel or thread.</summary>
    public Task<StoredMessage> AnswersAsync(string channel) => SaysAsync(message => message.ChannelId == channel && message.Text.Contains(Answer, StringComparison.Ordinal));

    /// <summary>What an interaction was answered with at last.</summary>
    public async Task<StoredMessage> RepliesAsync(Interaction interaction)
    {
        try
        {
            await UntilAsync(_ => interaction.Original is { IsPlaceholder: false } original && original.Text.Length > 0);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No reply. Requests:\n{string.Join('\n', Record.Requests.TakeLast(30))}");
        }

        return interaction.Original!;
    }

    /// <summary>Asks something else and waits for the answer: all that came before it is served or on its way.</summary>
    public async Task<StoredMessage> PassAsync() => await RepliesAsync(Server.Interactions.Slash(Olga, General, "help"));

    /// <summary>Asks in the general channel by mention and waits for the answer in its thread.</summary>
    public async Task<(StoredMessage Question, StoredMessage Answer)> AskAsync(User? by = null)
    {
        var asked = Server.People.Say(by ?? Ann, General, $"{Mention} {Question}");
        var answer = await AnswersAsync(asked.Id);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20)); // the bot notes where it stands when Discord has told it
        while (await Bot.Get<RequestInbox>().FindAsync("discord", asked.Id, Patience) is not { IsDone: true })
        {
            await timer.WaitForNextTickAsync(Patience);
        }

        return (asked, answer);
    }

    /// <summary>Types a command of olga's and waits for its reply.</summary>
    public async Task<StoredMessage> SteerAsync(string command, params (string Name, object Value)[] options)
    {
        var reply = await RepliesAsync(Server.Interactions.Slash(Olga, General, command, options));
        return await SaysAsync(message => message == reply && !message.Text.StartsWith("**Loading**", StringComparison.Ordinal));
    }

    /// <summary>Ends the bot as SIGTERM does.</summary>
    public Task StopAsync() => Running!.StopAsync();

    /// <summary>Lets another process serve in the place of the one that ended.</summary>
    public void Begin(TestBot bot) => Running = new Serving(bot);

    public async ValueTask DisposeAsync()
    {
        await Running!.DisposeAsync();
        await Bot.DisposeAsync();
        await Server.DisposeAsync();
        _patience.Dispose();
    }

    /// <summary>A run of `serve`.</summary>
    internal sealed class Serving : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public Serving(TestBot bot) => Task = System.Threading.Tasks.Task.Run(() => bot.Get<PlatformSession>().RunAsync(_ => { }, _stop.Token));

        public Task Task { get; }

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _stop.Dispose();
        }
    }
}
