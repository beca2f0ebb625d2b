using ResearchBot.Tests.FakeDiscord;
using System.Threading.Channels;
using ResearchBot.Discord.Gateway;
using ResearchBot.Discord.Rest;
using ResearchBot.Discord;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord;
using Record = ResearchBot.FakeDiscord.Control.Record;

namespace ResearchBot.Tests.Discord.Gateway;

/// <summary>A client of the gateway that runs against a fake over real sockets, in time that runs faster.</summary>
internal sealed class Shard : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private readonly HttpClient _http = DiscordHttp.Create();
    private readonly Channel<GatewayEvent> _events;
    private readonly List<string> _heard = [];

    private Shard(FakeRoom room, TimeProvider time, int capacity, int shard, int shards, IdentifyTurns? turns, string? token)
    {
        Room = room;
        _events = Channel.CreateBounded<GatewayEvent>(capacity);
        var options = new DiscordOptions { Token = token ?? room.Server.Options.Token, ApiUrl = room.Server.ApiUrl };
        var rest = new DiscordRest(new RestClient(_http, options, time, Log.For<RestClient>()));
        Client = new GatewayClient(
            shard, shards, options, rest.FindGatewayAsync, turns ?? new IdentifyTurns(time), _events.Writer, time, Log.For<GatewayClient>())
        {
            Deadlines = new GatewayDeadlines { Close = TimeSpan.FromSeconds(1) },
        };
        Running = Client.RunAsync(_stop.Token);
    }

    public FakeRoom Room { get; }

    public GatewayClient Client { get; }

    public Task Running { get; }

    public TestLog Log { get; } = new();

    public Record Record => Room.Server.Record;

    public ChannelReader<GatewayEvent> Events => _events.Reader;

    /// <summary>Ends with the test, and after a minute: what should happen does so in a second.</summary>
    public CancellationToken Patience => _patience.Token;

    public static async Task<Shard> StartAsync(
        double speed = 20, FakeDiscordOptions? options = null, Action<Faults>? faults = null, int capacity = 100_000, string? token = null)
    {
        var time = new QuickTime(speed);
        var room = await FakeRoom.OpenAsync((options ?? new FakeDiscordOptions()) with { Clock = time });
        faults?.Invoke(room.Server.Faults);
        return Join(room, time, capacity, token: token);
    }

    public static Shard Join(FakeRoom room, TimeProvider time, int capacity = 100_000, int shard = 0, int shards = 1, IdentifyTurns? turns = null, string? token = null) =>
        new(room, time, capacity, shard, shards, turns, token);

    /// <summary>One that has its session.</summary>
    public static async Task<Shard> ReadyAsync(double speed = 20, FakeDiscordOptions? options = null, int capacity = 100_000)
    {
        var shard = await StartAsync(speed, options, capacity: capacity);
        await shard.HearAsync("GUILD_CREATE");
        return shard;
    }

    /// <summary>Reads up to the next event of this name; then all before it were heard.</summary>
    public async Task<GatewayEvent> HearAsync(string name)
    {
        while (true)
        {
            var heard = await _events.Reader.ReadAsync(Patience);
            _heard.Add(heard.Name);
            if (heard.Name == name)
            {
                return heard;
            }
        }
    }

    /// <summary>Sends an event and waits until it came: the connection works, and nothing before it was lost.</summary>
    public async Task ShouldHearAsync(string name)
    {
        Room.Server.Gateway.Dispatch(name, []);
        await HearAsync(name);
        Client.IsReady.ShouldBeTrue();
    }

    public Task UntilAsync(Func<Record, bool> condition) => Record.UntilAsync(condition, Patience);

    public int Heard(string name) => _heard.Count(one => one == name);

    /// <summary>Ends as the program does; the task ends within a deadline whatever the peer does.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Running.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
        Running.IsCompleted.ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Running.ContinueWith(_ => { }, TaskScheduler.Default);
        await Room.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
        _patience.Dispose();
    }
}
