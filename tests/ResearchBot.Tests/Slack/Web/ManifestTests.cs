using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Slack;
using ResearchBot.Slack.Events;

namespace ResearchBot.Tests.Slack.Web;

public sealed partial class ManifestTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("https://bot.example.org/slack/events")]
    public async Task The_manifest_is_json_within_the_limits_of_slack(string? url)
    {
        var manifest = await PrintAsync(url);
        manifest["display_information"]!["name"]!.ToString().Length.ShouldBeInRange(1, 35);
        manifest["display_information"]!["description"]!.ToString().Length.ShouldBeInRange(1, 140);
        manifest["features"]!["bot_user"]!["display_name"]!.ToString().Length.ShouldBeInRange(1, 80);
        manifest["features"]!["app_home"]!["messages_tab_enabled"]!.GetValue<bool>().ShouldBeTrue(); // or nobody could write to it directly
        var command = manifest["features"]!["slash_commands"]!.AsArray().ShouldHaveSingleItem()!;
        command["command"]!.ToString().ShouldBe("/research");
        command["description"]!.ToString().Length.ShouldBeInRange(1, 2_000);
        command["usage_hint"]!.ToString().Length.ShouldBeInRange(1, 1_000);
        command["should_escape"]!.GetValue<bool>().ShouldBeTrue();
        var shortcuts = manifest["features"]!["shortcuts"]!.AsArray();
        shortcuts.Count.ShouldBeLessThanOrEqualTo(10);
        shortcuts.Select(one => one!["callback_id"]!.ToString()).ShouldBe([IncomingReader.AskAboutThis, IncomingReader.ExplainSources]);
        shortcuts.ShouldAllBe(one => one!["name"]!.ToString().Length <= 24 && one["description"]!.ToString().Length <= 150);
        var settings = manifest["settings"]!;
        settings["event_subscriptions"]!["bot_events"]!.AsArray().Count.ShouldBeInRange(1, 100);
        settings["socket_mode_enabled"]!.GetValue<bool>().ShouldBe(url is null);
        foreach (var part in new[] { settings["event_subscriptions"]!["request_url"], settings["interactivity"]!["request_url"], command["url"] })
        {
            part?.ToString().ShouldBe(url);
            (part is null).ShouldBe(url is null);
        }

        manifest["oauth_config"]!["scopes"]!["bot"]!.AsArray().Select(one => one!.ToString()).ShouldBe(SlackScopes.Bot);
        SlackScopes.Bot.Count.ShouldBeLessThanOrEqualTo(255);
    }

    [Theory]
    [InlineData("http://bot.example.org/slack/events")]
    [InlineData("bot.example.org")]
    public async Task An_address_that_slack_would_not_take_is_refused(string url) =>
        (await Should.ThrowAsync<UserFacingException>(() => PrintAsync(url))).Message.ShouldContain("is no https address");

    [Fact]
    public void The_scopes_are_of_the_methods_that_the_bot_calls_and_of_no_other()
    {
        var source = File.ReadAllText(SourceFolder.Path("src", "ResearchBot.Slack", "Web", "SlackWeb.cs"));
        var elsewhere = string.Concat(Directory.GetFiles(SourceFolder.Path("src", "ResearchBot.Slack"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("SlackWeb.cs", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var members = Member().Split(source)[1..];
        members.ShouldAllBe(member => Regex.IsMatch(elsewhere, $@"\.{Name().Match(member).Groups[1].Value}\b"));
        members.SelectMany(MethodsOf).Distinct().Order().ShouldBe(SlackScopes.ByMethod.Keys.Order());
    }

    private static IEnumerable<string> MethodsOf(string member) => Method().Matches(member).Select(match => match.Groups[1].Value);

    private static async Task<JsonNode> PrintAsync(string? url)
    {
        Dictionary<string, string> arguments = url is null ? [] : new() { ["url"] = url };
        var request = new CommandRequest("slack manifest", arguments, new Person("w", "console", ResearchBot.Core.Moderation.Role.Admin), new("console", "console"));
        var reply = await new SlackManifestCommand().ExecuteAsync(request, new TestSink(), TestContext.Current.CancellationToken);
        return JsonNode.Parse(reply.ShouldBeOfType<TextReply>().Text)!;
    }

    [GeneratedRegex(@"\n    public ")]
    private static partial Regex Member();

    [GeneratedRegex(@"(\w+Async)\(")]
    private static partial Regex Name();

    [GeneratedRegex(@"""((?:[a-z]+\.)+[a-zA-Z]+)""")]
    private static partial Regex Method();
}
