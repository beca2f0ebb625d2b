using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ResearchBot.FakeDiscord;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Guilds;

namespace ResearchBot.Tests.Fakes;

/// <summary>A fake with a guild, a channel and ann, and an HTTP client with the bot's token.</summary>
internal sealed class FakeGuild : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private FakeGuild(FakeDiscordServer server)
    {
        Server = server;
        Ann = server.Setup.AddUser("ann");
        Guild = server.Setup.AddGuild("Example", Ann);
        General = server.Setup.AddChannel(Guild, "general");
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("DiscordBot (https://example.org, 1)");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", server.Options.Token);
    }

    public FakeDiscordServer Server { get; }

    public User Ann { get; }

    public Guild Guild { get; }

    public Channel General { get; }

    public string GeneralMessages => $"channels/{General.Id}/messages";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<FakeGuild> OpenAsync(FakeDiscordOptions options) => new(await FakeDiscordServer.StartAsync(options, Stop));

    public static async Task<(FakeGuild Room, FakeTimeProvider Clock)> OpenSteppedAsync()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        return (await OpenAsync(new FakeDiscordOptions { Clock = clock }), clock);
    }

    public async Task<(int Status, JsonNode? Body, HttpResponseHeaders Headers)> SendAsync(string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Server.ApiUrl}/{path}")
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        };
        using var answer = await _http.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return ((int)answer.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null, answer.Headers);
    }

    /// <summary>Registers /ask and runs it.</summary>
    public async Task<ResearchBot.FakeDiscord.Interactions.Interaction> AskAsync()
    {
        var path = $"applications/{Server.Setup.Bot.Id}/commands";
        (await SendAsync("PUT", path, """[{"name":"ask","description":"Asks."}]""")).Status.ShouldBe(200);
        return Server.Interactions.Slash(Ann, General, "ask");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
