using ResearchBot.Core.Platforms;
using ResearchBot.FakeSlack.Teams;
using ResearchBot.FakeSlack;
using ResearchBot.Slack;
using ResearchBot.Tests.Fakes;

namespace ResearchBot.Tests.Slack.Web;

/// <summary>The whole bot does its work with the scopes and events of the manifest, against a fake that refuses what they do not cover.</summary>
public sealed class StrictScopeTests
{
    private const string Question = "Who was killed on the road at Baghdad airport?";

    [Fact]
    public async Task The_whole_bot_works_with_exactly_the_scopes_of_the_manifest()
    {
        await using var team = await FakeTeam.OpenAsync(new FakeSlackOptions
        {
            StrictScopes = true,
            BotScopes = SlackScopes.Bot.ToHashSet(),
            BotEvents = SlackScopes.ByEvent.Keys.ToHashSet(),
        });
        var server = team.Server;
        var secret = server.Setup.AddChannel("secret", ChannelKind.Private, members: team.Ann);
        server.Setup.AddUsergroup("crew", team.Ann);
        await using var bot = await TestBot.StartAsync(seeds: true, settings: new()
        {
            ["Slack:BotToken"] = server.Options.BotToken,
            ["Slack:AppToken"] = server.Options.AppToken,
            ["Slack:ApiUrl"] = server.ApiUrl,
            ["Slack:FileHosts"] = new Uri(server.Url).Authority,
        });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var stop = new CancellationTokenSource();
        var running = bot.Get<IEnumerable<ChatPlatform>>().Single(platform => platform.Name == "slack").RunAsync(stop.Token);
        var record = server.Record;
        Task SaysAsync(string channel, Func<string, bool> what) => record.UntilAsync(
            _ => record.Messages.Any(message => message.ChannelId == channel && !message.Deleted && what(message.Shown)), patience.Token);
        await record.UntilAsync(_ => record.LiveSockets.Any(count => count.Live > 0), patience.Token);

        foreach (var channel in new[] { team.General, secret })
        {
            var asked = server.People.Say(team.Ann, channel, $"{server.Setup.Bot.Mention} {Question}");
            await SaysAsync(channel.Id, shown => shown.Contains("Soleimani", StringComparison.Ordinal));
            server.People.Say(team.Ann, channel, "And when was that?", inThreadOf: asked);
            await record.UntilAsync(_ => record.Messages.Count(message => message.ChannelId == channel.Id && message.Shown.Contains("word for word", StringComparison.Ordinal)) == 2, patience.Token);
        }

        var direct = server.Setup.Direct(team.Ann).Id;
        server.People.Direct(team.Ann, Question);
        await SaysAsync(direct, shown => shown.Contains("Soleimani", StringComparison.Ordinal));
        server.People.Direct(team.Ann, "load", files: server.People.File(team.Ann, "a.md", "text/markdown", "# Mill\nThe mill stands at the river Ouse."u8.ToArray()));
        await SaysAsync(direct, shown => shown.Contains("1 loaded", StringComparison.Ordinal));
        server.Interactions.Slash(team.Ann, team.General, "/research", "documents list");
        await record.UntilAsync(_ => record.Messages.Any(message => message.Shown.Contains("documents.", StringComparison.Ordinal)), patience.Token);

        record.RuleErrors.ShouldBeEmpty();
        record.ScopesUsed.ShouldBeSubsetOf(SlackScopes.Bot);
        await stop.CancelAsync();
        await running;
    }
}
