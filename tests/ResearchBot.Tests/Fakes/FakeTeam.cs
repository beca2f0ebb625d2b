using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ResearchBot.FakeSlack;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.Tests.Fakes;

/// <summary>A fake with a channel and ann, and an HTTP client with the bot's token.</summary>
internal sealed class FakeTeam : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private FakeTeam(FakeSlackServer server)
    {
        Server = server;
        Ann = server.Setup.AddUser("ann", owner: true);
        General = server.Setup.AddChannel("general", members: Ann);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Options.BotToken);
    }

    public FakeSlackServer Server { get; }

    public User Ann { get; }

    public Channel General { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<FakeTeam> OpenAsync(FakeSlackOptions? options = null) => new(await FakeSlackServer.StartAsync(options ?? new FakeSlackOptions(), Stop));

    public static async Task<(FakeTeam Team, FakeTimeProvider Clock)> OpenSteppedAsync(FakeSlackOptions? options = null)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        return (await OpenAsync((options ?? new FakeSlackOptions()) with { Clock = clock }), clock);
    }

    /// <summary>Calls a method with JSON.</summary>
    public async Task<JsonNode> CallAsync(string method, JsonObject arguments, string? token = null)
    {
        using var answer = await SendAsync(method, new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json"), token);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
    }

    public async Task<JsonNode> FormAsync(string method, params (string Key, string Value)[] fields)
    {
        using var answer = await SendAsync(method, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Key, field.Value))));
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
    }

    public async Task<HttpResponseMessage> SendAsync(string method, HttpContent content, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Server.ApiUrl + method) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", token);
        }

        return await _http.SendAsync(request, Stop);
    }

    public Task<HttpResponseMessage> GetAsync(string url) => _http.GetAsync(url, Stop);

    public Task<HttpResponseMessage> PostAsync(string url, HttpContent content) => _http.PostAsync(url, content, Stop);

    public static JsonObject To(Channel channel, string text) => new() { ["channel"] = channel.Id, ["text"] = text };

    public async Task<string> OpenUrlAsync() => (await CallAsync("apps.connections.open", [], Server.Options.AppToken))["url"]!.ToString();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
