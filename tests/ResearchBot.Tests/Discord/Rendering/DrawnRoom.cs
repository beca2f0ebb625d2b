using ResearchBot.Tests.FakeDiscord;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchBot.Discord.Rendering;
using ResearchBot.Discord.Rest;
using ResearchBot.Discord;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Messages;
using ResearchBot.FakeDiscord;

namespace ResearchBot.Tests.Discord.Rendering;

/// <summary>Posts rendered messages to a fake through the real client, on a clock that leaves the rate limits behind.</summary>
internal sealed class DrawnRoom : IAsyncDisposable
{
    private readonly SteppedClock _clock;
    private readonly HttpClient _http = new();

    private DrawnRoom(FakeRoom room, SteppedClock clock)
    {
        (Room, _clock) = (room, clock);
        var options = new DiscordOptions { Token = room.Server.Options.Token, ApiUrl = room.Server.ApiUrl };
        Rest = new DiscordRest(new RestClient(_http, options, clock, NullLogger<RestClient>.Instance));
    }

    public FakeRoom Room { get; }

    public DiscordRest Rest { get; }

    public ResearchBot.FakeDiscord.Control.Record Record => Room.Server.Record;

    public static async Task<DrawnRoom> OpenAsync()
    {
        var (room, clock) = await FakeRoom.OpenSteppedAsync();
        return new DrawnRoom(room, clock);
    }

    /// <summary>The messages as the fake keeps them.</summary>
    public async Task<IReadOnlyList<StoredMessage>> PostAsync(IEnumerable<RenderedMessage> rendered)
    {
        var posted = new List<StoredMessage>();
        foreach (var one in rendered)
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            var sent = await Rest.PostAsync(Room.General.Id, OutgoingGate.ToMessage(one, isPrivate: false, null, null), TestContext.Current.CancellationToken);
            posted.Add(Record.Messages[^1]);
            posted[^1].Id.ShouldBe(sent.Id);
        }

        return posted;
    }

    /// <summary>The text displays of a message, in order, as they were sent.</summary>
    public static IEnumerable<string> Texts(StoredMessage message) => Texts(message.Components);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray all => all.SelectMany(Texts),
        JsonObject one when (int?)one["type"] == 10 => [one["content"]!.ToString()],
        JsonObject one => Texts(one["components"]),
        _ => [],
    };

    public void ShouldBeHarmless()
    {
        Record.LimitErrors.ShouldBeEmpty();
        Record.Messages.SelectMany(message => message.Pings).ShouldBeEmpty();
        Record.Messages.SelectMany(message => message.Previews).ShouldBeEmpty();
        Record.RateLimited.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Room.DisposeAsync();
    }
}
