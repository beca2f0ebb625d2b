using ResearchBot.Tests.FakeSlack;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchBot.Core.Commands;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Web;
using ResearchBot.Slack;

namespace ResearchBot.Tests.Slack.Rendering;

/// <summary>Posts rendered messages to a fake through the real client, on a clock that leaves the rate limits behind.</summary>
internal sealed class DrawnTeam : IAsyncDisposable
{
    private readonly SteppedClock _clock;
    private readonly HttpClient _http = SlackHttp.CreateForCalls();

    private DrawnTeam(FakeTeam team, SteppedClock clock)
    {
        (Team, _clock) = (team, clock);
        var options = new SlackOptions { BotToken = team.Server.Options.BotToken, ApiUrl = team.Server.ApiUrl };
        Web = new SlackWeb(new WebClient(_http, options, clock, NullLogger<WebClient>.Instance));
    }

    public FakeTeam Team { get; }

    public SlackWeb Web { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A renderer that knows these commands.</summary>
    public static SlackRenderer RendererOf(CommandCatalog catalog) => new(new CommandNames(catalog));

    public static async Task<DrawnTeam> OpenAsync()
    {
        var (team, clock) = await FakeTeam.OpenSteppedAsync();
        return new DrawnTeam(team, clock);
    }

    /// <summary>The messages as the fake keeps them, files uploaded below them.</summary>
    public async Task<IReadOnlyList<StoredMessage>> PostAsync(IEnumerable<SlackMessage> rendered)
    {
        var posted = new List<StoredMessage>();
        foreach (var one in rendered)
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            var message = new OutgoingMessage(one.Text) { Blocks = one.Blocks };
            var sent = await Web.PostAsync(Team.General.Id, message, Stop);
            posted.Add(Team.Server.Record.Messages[^1]);
            posted[^1].Ts.ShouldBe(sent.Ts);
            foreach (var file in one.Files)
            {
                await Web.UploadAsync(Team.General.Id, sent.Ts, file.Name, System.Text.Encoding.UTF8.GetBytes(file.Text), comment: null, Stop);
                posted.Add(Team.Server.Record.Messages[^1]);
            }
        }

        return posted;
    }

    /// <summary>The same as a change of a message, to one person, and as they stand.</summary>
    public async Task SayEverywhereAsync(SlackMessage message)
    {
        var outgoing = new OutgoingMessage(message.Text) { Blocks = message.Blocks };
        var posted = (await PostAsync([message]))[0];
        await Web.UpdateAsync(Team.General.Id, posted.Ts, outgoing, Stop);
        await Web.PostEphemeralAsync(Team.General.Id, Team.Ann.Id, outgoing, Stop);
    }

    public void ShouldBeHarmless()
    {
        var record = Team.Server.Record;
        record.RuleErrors.ShouldBeEmpty();
        record.Messages.SelectMany(message => message.Pings).ShouldBeEmpty();
        record.Messages.SelectMany(message => message.Links).ShouldBeEmpty();
        record.Messages.SelectMany(message => message.Unfurls).ShouldBeEmpty();
        record.RateLimited.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Team.DisposeAsync();
    }
}
