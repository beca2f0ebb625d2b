using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Workspaces;
using ResearchBot.Tests.Moderation;

namespace ResearchBot.Tests.Workspaces;

/// <summary>Guilds and teams that are tied to a workspace by a code from the other side.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task A_guild_of_its_own_reads_the_seeds_and_its_own_until_it_is_linked_and_again_when_it_is_unlinked()
    {
        await using var bot = await TestBot.StartAsync();
        var (guild, team) = (new TestPlatform(bot), new TestPlatform(bot, "slack-T2"));
        await CollectionsTests.SaveAsync(bot, "shared", "seeds", "s.txt", "The quagga of the seeds.");
        await CollectionsTests.SaveAsync(bot, "discord-1", "documents", "a.txt", "The quagga of the guild.");
        await CollectionsTests.SaveAsync(bot, "slack-T2", "documents", "a.txt", "The quagga of the team.");
        (await FoundAsync(team)).ShouldBe(["The quagga of the seeds.", "The quagga of the team."], ignoreOrder: true);

        var told = await DoAsync(team, await CodeAsync(guild));
        told.ShouldContain("stays in slack-T2, unread, until /unlink");
        (await FoundAsync(team)).ShouldBe(["The quagga of the seeds.", "The quagga of the guild."], ignoreOrder: true);
        (await FoundAsync(guild)).ShouldBe(["The quagga of the seeds.", "The quagga of the guild."], ignoreOrder: true);
        (await AuditAsync(guild)).ShouldContain("link|slack:T2 and discord-1|done");

        await DoAsync(team, "/unlink");
        (await FoundAsync(team)).ShouldBe(["The quagga of the seeds.", "The quagga of the team."], ignoreOrder: true);
        (await AuditAsync(guild)).ShouldContain("unlink|slack:T2 and discord-1|done");
        (await AuditAsync(team)).ShouldContain("link|slack:T2 and discord-1|done");
        (await AuditAsync(team)).ShouldContain("unlink|slack:T2 and discord-1|done");
    }

    [Fact]
    public async Task A_code_is_good_once_and_only_the_newest_and_is_kept_nowhere()
    {
        await using var bot = await TestBot.StartAsync();
        var guild = new TestPlatform(bot);
        var (older, newer) = (await CodeAsync(guild), await CodeAsync(guild));
        var code = newer.Split(' ')[1];

        (await RefusedAsync(new TestPlatform(bot, "slack-T2"), older)).ShouldContain("no such code");
        await DoAsync(new TestPlatform(bot, "slack-T2"), newer.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal));
        (await RefusedAsync(new TestPlatform(bot, "slack-T3"), newer)).ShouldContain("no such code");
        (await StoreRows.ReadAsync(bot)).ShouldNotContain(row => row.Contains(code, StringComparison.OrdinalIgnoreCase) || row.Contains(older.Split(' ')[1], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public async Task A_code_ends_after_a_quarter_of_an_hour(int minutes, bool good)
    {
        await using var bot = await TestBot.StartAsync();
        var (database, token) = (bot.Get<Database>(), TestContext.Current.CancellationToken);
        var code = await new WorkspaceLinks(database, new FixedTime(0)).MakeCodeAsync("discord-1", token);
        var (outcome, _) = await new WorkspaceLinks(database, new FixedTime(minutes)).RedeemAsync(new PlatformTeam("slack", "T2"), code, "slack:boss", token);
        outcome.ShouldBe(good ? LinkOutcome.Linked : LinkOutcome.Unknown);
    }

    [Fact]
    public async Task After_five_wrong_codes_a_tenant_waits_ten_minutes_and_others_do_not()
    {
        await using var bot = await TestBot.StartAsync();
        var (database, token) = (bot.Get<Database>(), TestContext.Current.CancellationToken);
        var tenant = new PlatformTeam("slack", "T2");
        var code = await new WorkspaceLinks(database, new FixedTime(0)).MakeCodeAsync("discord-1", token);
        async Task<LinkOutcome> TryAsync(int minute, PlatformTeam by, string typed) =>
            (await new WorkspaceLinks(database, new FixedTime(minute)).RedeemAsync(by, typed, "slack:boss", token)).Outcome;

        for (var tried = 0; tried < 5; tried++)
        {
            (await TryAsync(0, tenant, $"AAAA-AAAA-AAA{tried}")).ShouldBe(LinkOutcome.Unknown);
        }

        (await TryAsync(0, tenant, code)).ShouldBe(LinkOutcome.TooManyTries);
        (await TryAsync(9, tenant, code)).ShouldBe(LinkOutcome.TooManyTries);
        (await TryAsync(9, new PlatformTeam("slack", "T3"), "AAAA")).ShouldBe(LinkOutcome.Unknown);
        (await TryAsync(10, tenant, code)).ShouldBe(LinkOutcome.Linked);
    }

    [Fact]
    public async Task Two_who_type_one_code_at_once_are_not_both_linked()
    {
        await using var bot = await TestBot.StartAsync();
        var links = bot.Get<WorkspaceLinks>();
        for (var round = 0; round < 10; round++)
        {
            var code = await links.MakeCodeAsync("discord-1", TestContext.Current.CancellationToken);
            await Parallel.ForEachAsync(Enumerable.Range(0, 4), TestContext.Current.CancellationToken,
                async (number, token) => await links.RedeemAsync(new PlatformTeam("slack", $"T{round}x{number}"), code, "slack:boss", token));
            (await links.ListAsync("discord-1", TestContext.Current.CancellationToken)).Count.ShouldBe(round + 1);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_code_from_before_an_unlink_links_no_more_whoever_unlinked(bool byTeam)
    {
        await using var bot = await TestBot.StartAsync();
        var (guild, team) = (new TestPlatform(bot), new TestPlatform(bot, "slack-T2"));
        await DoAsync(team, await CodeAsync(guild));
        var kept = await CodeAsync(guild);
        await DoAsync(byTeam ? team : guild, byTeam ? "/unlink" : "/unlink slack:T2");

        (await RefusedAsync(team, kept)).ShouldContain("no such code");
        await DoAsync(team, await CodeAsync(guild)); // a new one does
    }

    [Fact]
    public async Task Nobody_is_left_alone_in_a_workspace_by_a_link()
    {
        await using var bot = await TestBot.StartAsync();
        var (guild, team, third) = (new TestPlatform(bot), new TestPlatform(bot, "slack-T2"), new TestPlatform(bot, "slack-T3"));
        (await RefusedAsync(guild, await CodeAsync(guild))).ShouldContain("typed on the other side");
        await DoAsync(team, await CodeAsync(guild));

        (await RefusedAsync(guild, await CodeAsync(third))).ShouldContain("left alone");
        (await RefusedAsync(team, await CodeAsync(third))).ShouldContain("/unlink first");
        (await RefusedAsync(team, await CodeAsync(guild))).ShouldContain("already");

        var stale = await CodeAsync(third);
        await DoAsync(third, await CodeAsync(guild));
        (await RefusedAsync(new TestPlatform(bot, "slack-T4"), stale)).ShouldContain("no such code", customMessage: "it would lead to where nobody is");
    }

    [Fact]
    public async Task The_console_gives_a_code_for_its_workspace_and_takes_none()
    {
        await using var bot = await TestBot.StartAsync();
        var code = (await bot.RunAsync("link", [])).ShouldBeOfType<DoneReply>().Message.Split('“', '”')[1];
        (await bot.RunAsync("link", new() { ["code"] = code.Split(' ')[1] })).ShouldBeOfType<ErrorReply>().Message.ShouldContain("the other way");
        (await bot.RunAsync("unlink", [])).ShouldBeOfType<ErrorReply>().Message.ShouldContain("Nothing is linked");

        var team = new TestPlatform(bot, "slack-T2");
        await DoAsync(team, code);
        (await team.TypeAsync("ann", "/workspace")).ShouldBeOfType<DoneReply>().Message.ShouldContain("the workspace default");
        (await bot.RunAsync("unlink", [])).ShouldBeOfType<ErrorReply>().Message.ShouldContain("Linked are: slack:T2");
        (await bot.RunAsync("unlink", new() { ["tenant"] = "slack:T2" })).ShouldBeOfType<DoneReply>();
    }

    [Theory]
    [InlineData("/link AAAA-BBBB-CCCC", "no such code")]
    [InlineData("/link \"\"", "no such code")]
    [InlineData("/unlink", "No link ties")]
    [InlineData("/unlink T2", "no guild or team")]
    [InlineData("/unlink slack:T2/x", "no guild or team")]
    [InlineData("/unlink slack:T9", "No link ties")]
    [InlineData("/workspace team", "Here it is always")]
    public async Task Each_wrong_use_says_what_is_wrong(string line, string says)
    {
        await using var bot = await TestBot.StartAsync();
        (await RefusedAsync(new TestPlatform(bot), line)).ShouldContain(says);
    }

    [Fact]
    public async Task A_tie_of_the_settings_is_not_changed_from_a_chat()
    {
        await using var bot = await TestBot.StartAsync(settings: new() { ["Workspaces:team:Discord:0"] = "1", ["Workspaces:team:Slack:0"] = "T1" });
        var (guild, team) = (new TestPlatform(bot), new TestPlatform(bot, "slack-T2"));
        (await guild.TypeAsync("ann", "/workspace")).ShouldBeOfType<DoneReply>().Message.ShouldContain("the workspace team");
        (await RefusedAsync(guild, "/unlink")).ShouldContain("Workspaces:team");
        (await RefusedAsync(guild, await CodeAsync(team))).ShouldContain("Workspaces:team");

        await DoAsync(team, await CodeAsync(guild));
        (await team.TypeAsync("ann", "/workspace")).ShouldBeOfType<DoneReply>().Message.ShouldContain("the workspace team");
        (await RefusedAsync(team, "/unlink slack:T1")).ShouldContain("Workspaces:team");
        await DoAsync(guild, "/unlink slack:T2");
    }

    [Fact]
    public async Task A_reply_that_others_would_read_is_not_given()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var command in bot.Get<CommandCatalog>().Commands.Where(command => command.IsPrivate))
        {
            var parsed = bot.Get<CommandGrammar>().Parse(command.Example);
            var request = new CommandRequest(command.Name, parsed.Arguments, new Person("discord-1", "discord:boss", Role.Admin), new("test", "general")) { Channel = "general" };
            var reply = await bot.Get<CommandDispatcher>().DispatchAsync(request, new TestSink(), TestContext.Current.CancellationToken);
            reply.ShouldBeOfType<ErrorReply>().Message.ShouldContain("for you alone", customMessage: command.Name);
        }

        bot.Get<CommandCatalog>().Commands.Where(command => command.IsPrivate).Select(command => command.Name)
            .ShouldBe(["collections rights", "block", "unblock", "audit", "settings list", "settings set", "settings reset", "roles list", "roles grant", "roles revoke", "forget me", "limits", "link", "help"], ignoreOrder: true);
    }

    private static async Task<string> CodeAsync(TestPlatform platform) => (await DoAsync(platform, "/link")).Split('“', '”')[1];

    private static async Task<string> DoAsync(TestPlatform platform, string line) =>
        (await platform.TypeAsync($"{platform.PlatformTeam!.Platform}:boss", line, role: Role.Admin)).ShouldBeOfType<DoneReply>().Message;

    private static async Task<string> RefusedAsync(TestPlatform platform, string line)
    {
        var error = (await platform.TypeAsync("boss", line, role: Role.Admin)).ShouldBeOfType<ErrorReply>();
        error.IsFailure.ShouldBeFalse();
        return error.Message;
    }

    private static async Task<IEnumerable<string>> FoundAsync(TestPlatform platform) =>
        (await platform.TypeAsync("ann", "/search quagga")).ShouldBeOfType<SearchReply>().Results.Select(hit => hit.Text);

    private static async Task<IEnumerable<string>> AuditAsync(TestPlatform platform) =>
        (await platform.TypeAsync("mo", "/audit", role: Role.Moderator)).ShouldBeOfType<TableReply>().Rows.Select(row => string.Join('|', row.Skip(3)));

    private sealed class FixedTime(int minutes) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
    }
}
