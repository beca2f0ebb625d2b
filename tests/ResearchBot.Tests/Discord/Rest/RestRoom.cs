using ResearchBot.Tests.FakeDiscord;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rest;
using ResearchBot.Discord;
using ResearchBot.FakeDiscord;
using Record = ResearchBot.FakeDiscord.Control.Record;

namespace ResearchBot.Tests.Discord.Rest;

/// <summary>A client of REST against a fake over real sockets, in time that runs faster.</summary>
internal sealed class RestRoom : IAsyncDisposable
{
    private readonly HttpClient _http = DiscordHttp.Create();

    private RestRoom(FakeRoom room, TimeProvider time, TimeSpan? timeout, string? token)
    {
        (Room, Time) = (room, time);
        _http.Timeout = timeout ?? _http.Timeout;
        Client = new RestClient(_http, new DiscordOptions { Token = token ?? room.Server.Options.Token, ApiUrl = room.Server.ApiUrl }, time, Log.For<RestClient>());
        Rest = new DiscordRest(Client);
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public FakeRoom Room { get; }

    public TimeProvider Time { get; }

    public TestLog Log { get; } = new();

    public RestClient Client { get; }

    public DiscordRest Rest { get; }

    public Record Record => Room.Server.Record;

    public ResearchBot.FakeDiscord.Control.Faults Faults => Room.Server.Faults;

    public static Task<RestRoom> OpenAsync(double speed = 20, TimeSpan? timeout = null, string? token = null) => OpenAsync(new QuickTime(speed), timeout, token);

    public static async Task<RestRoom> OpenAsync(TimeProvider time, TimeSpan? timeout = null, string? token = null) =>
        new(await FakeRoom.OpenAsync(new FakeDiscordOptions { Clock = time }), time, timeout, token);

    public static OutgoingMessage Text(string text, string? nonce = null) =>
        new([new Component(ComponentType.Text) { Content = text }], 1 << 15) { Nonce = nonce };

    public Task<Message> PostAsync(string? nonce = null) => Rest.PostAsync(Room.General.Id, Text("x", nonce), Stop);

    public Task<ResearchBot.Discord.Payloads.Channel> ReadAsync() => Rest.ReadChannelAsync(Room.General.Id, Stop);

    /// <summary>Runs a command; what the bot hears of it.</summary>
    public async Task<Interaction> AskAsync()
    {
        var asked = await Room.AskAsync();
        return new Interaction(asked.Id, Room.Server.Stage.Bot.Id, InteractionType.Command, null, null, null, null, null, null, asked.Token, null, null);
    }

    public Task DeferAsync(Interaction interaction) => Rest.AcknowledgeAsync(interaction, new InteractionCallback(5, null), Stop);

    public int Requests(string route) => Record.Requests.Count(request => $"{request.Method} {request.Route}".Contains(route, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Room.DisposeAsync();
        _http.Dispose();
    }
}
