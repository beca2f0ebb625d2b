using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Ingestion.Sources;
using ResearchBot.Core.Moderation;
using ResearchBot.Fakes;
using ResearchBot.Tests.Ingestion;

namespace ResearchBot.Tests.Sources;

public sealed class SourceRefreshTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_is_refreshed_when_it_is_due_and_only_what_changed_is_told_once()
    {
        await using var site = await FakeSite.StartAsync();
        site.Put("/a.txt", "text/plain", "The mill stands by the river.");
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await StartAsync(site, time);
        await bot.LoadAsync(site.Url("/a.txt"), ("every", "2"));
        (await DueAsync(bot)).ShouldBe(0);

        time.Advance(TimeSpan.FromHours(2.5));
        (await DueAsync(bot)).ShouldBe(1);
        (await NoticesAsync(bot)).ShouldBeEmpty();
        (await DueAsync(bot)).ShouldBe(0);
        site.Put("/a.txt", "text/plain", "The mill stands on the hill.");
        time.Advance(TimeSpan.FromHours(2.5));
        (await DueAsync(bot)).ShouldBe(1);

        (await NoticesAsync(bot)).ShouldHaveSingleItem().ShouldContain("/a.txt (collection documents): 1 of 1 changed.");
        (await bot.AskAsync("Where does the mill stand?")).Statements[0].Text.ShouldBe("The mill stands on the hill.");
        (await StoredLoad.QueryAsync<string>(bot, "SELECT person || ' ' || outcome FROM audit WHERE command = 'sources refresh'")).ShouldBe(["schedule done", "schedule done"]);
    }

    [Fact]
    public async Task What_is_gone_is_reported_and_removed_when_three_refreshes_in_a_row_miss_it()
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await StartAsync(site);
        bot.Write("docs/a.txt", "The mill stands by the river.");
        bot.Write("docs/b.txt", "The bakery stands by the church.");
        var folder = Path.Combine(bot.Folder, "docs");
        await bot.LoadAsync(folder);
        var id = (await SourcesAsync(bot)).ShouldHaveSingleItem().Id;

        File.Delete(Path.Combine(folder, "b.txt"));
        (await RefreshAsync(bot, id)).Gone.ShouldHaveSingleItem().Removed.ShouldBeFalse();
        (await RefreshAsync(bot, id)).Gone.ShouldHaveSingleItem().Removed.ShouldBeFalse();
        bot.Write("docs/b.txt", "The bakery stands by the church.");
        (await RefreshAsync(bot, id)).Gone.ShouldBeEmpty();
        File.Delete(Path.Combine(folder, "b.txt"));
        (await RefreshAsync(bot, id)).Gone.ShouldHaveSingleItem().Removed.ShouldBeFalse();
        (await RefreshAsync(bot, id)).Gone.ShouldHaveSingleItem().Removed.ShouldBeFalse();
        (await RefreshAsync(bot, id)).Gone.ShouldHaveSingleItem().Removed.ShouldBeTrue();
        (await RefreshAsync(bot, id)).Gone.ShouldBeEmpty();
        (await bot.AskAsync("Where does the bakery stand?")).Statements.ShouldNotContain(statement => statement.Text.Contains("bakery"));
    }

    [Fact]
    public async Task A_page_that_its_site_no_longer_has_is_gone_and_a_site_that_is_down_is_not()
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await StartAsync(site);
        site.Put("/a.txt", "text/plain", "The mill stands by the river.");
        await bot.LoadAsync(site.Url("/a.txt"));
        var id = (await SourcesAsync(bot)).ShouldHaveSingleItem().Id;

        site.Put("/a.txt", new FakePage(503, "text/plain", []));
        for (var i = 0; i < 4; i++)
        {
            (await RefreshAsync(bot, id)).Gone.ShouldBeEmpty();
        }

        site.Remove("/a.txt");
        (await RefreshAsync(bot, id)).Gone.ShouldHaveSingleItem().Removed.ShouldBeFalse();
        (await RefreshAsync(bot, id)).Gone.ShouldHaveSingleItem().Removed.ShouldBeFalse();
        (await RefreshAsync(bot, id)).Gone.ShouldHaveSingleItem().Removed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_is_emptied_loses_nothing_unless_somebody_says_so()
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await StartAsync(site);
        for (var i = 0; i < 6; i++)
        {
            bot.Write($"docs/{i}.txt", $"The mill {i} stands by the river.");
        }

        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));
        var id = (await SourcesAsync(bot)).ShouldHaveSingleItem().Id;
        Directory.Move(Path.Combine(bot.Folder, "docs"), Path.Combine(bot.Folder, "away"));
        (await bot.RunAsync("sources refresh", new() { ["source"] = id })).ShouldBeOfType<ErrorReply>().Message.ShouldContain("cannot be opened");
        Directory.CreateDirectory(Path.Combine(bot.Folder, "docs"));
        for (var i = 0; i < 4; i++)
        {
            (await RefreshAsync(bot, id)).Gone.ShouldAllBe(gone => !gone.Removed);
        }

        (await SourcesAsync(bot)).Single().Outcome.ShouldContain("6 gone", Case.Insensitive);
        var pruned = (LoadReply)await bot.RunAsync("sources refresh", new() { ["source"] = id, ["prune"] = "" });
        pruned.Report.Gone.ShouldAllBe(gone => gone.Removed);
    }

    /// <summary>Wherever the process ends, the next one ends the refresh, and counts it once.</summary>
    [Theory]
    [InlineData("before the load was noted", "UPDATE sources SET job_id = NULL, due_at = 0")]
    [InlineData("in the load", "UPDATE load_jobs SET state = 'Running', finished_at = NULL, told_at = NULL; UPDATE load_files SET status = NULL, reason = NULL, document_id = NULL, version = NULL, chunks = NULL")]
    [InlineData("after the load", "SELECT 1")]
    public async Task A_refresh_that_is_killed_is_ended_by_the_next_process_and_counted_once(string moment, string asIf)
    {
        await using var site = await FakeSite.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await StartAsync(site, time);
        bot.Write("docs/a.txt", "The mill stands by the river.");
        bot.Write("docs/b.txt", "The bakery stands by the church.");
        var folder = Path.Combine(bot.Folder, "docs");
        await bot.RunAsync("load", new() { ["every"] = "1" }, folder);
        bot.Write("docs/a.txt", "The mill stands on the hill.");
        File.Delete(Path.Combine(folder, "b.txt"));
        time.Advance(TimeSpan.FromHours(1.5));

        // A refresh up to the moment before its end is counted.
        var source = (await SourcesAsync(bot)).Single();
        var opened = bot.Get<NamedSources>().Open(source.Address)!;
        var job = await bot.Get<LoadQueue>().AddAsync(new NewLoad(source.Collection, SourceRefresh.Schedule, null, new("none", string.Empty), Prune: false, [opened]), Cancellation);
        await StoredLoad.FinishAsync(bot);
        await StoredLoad.ExecuteAsync(bot, $"UPDATE sources SET job_id = '{job.Id}', held_until = 0, due_at = {time.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds()}; {asIf}; UPDATE load_jobs SET held_until = 0, holder = 'gone'");

        for (var i = 0; i < 3; i++)
        {
            await bot.Get<LoadLeases>().ClaimAsync(Cancellation);
            await StoredLoad.FinishAsync(bot);
            await DueAsync(bot);
        }

        (await SourcesAsync(bot)).Single().Job.ShouldBeNull(moment);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT misses FROM source_misses")).ShouldBe([1L]);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM audit WHERE command = 'sources refresh'")).ShouldBe([1L]);
        (await NoticesAsync(bot)).ShouldHaveSingleItem();
        (await bot.AskAsync("Where does the mill stand?")).Statements[0].Text.ShouldBe("The mill stands on the hill.");
    }

    [Fact]
    public async Task Workspaces_take_turns_and_one_process_refreshes_at_a_time()
    {
        await using var site = await FakeSite.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await StartAsync(site, time);
        foreach (var (workspace, page) in new[] { ("a", 1), ("a", 2), ("a", 3), ("b", 1) })
        {
            site.Put($"/{workspace}{page}.txt", "text/plain", $"The mill {page} stands by the river.");
            await bot.Get<SourceStore>().RememberAsync(
                new(workspace, "documents"), bot.Get<NamedSources>().Open(site.Url($"/{workspace}{page}.txt").AbsoluteUri, new Dictionary<string, string>())[0], 1, "somebody", new("test", "x"), Cancellation);
            time.Advance(TimeSpan.FromMilliseconds(5));
        }

        await StoredLoad.ExecuteAsync(bot, "UPDATE sources SET refreshed_at = NULL, due_at = added_at");
        site.Before = _ =>
        {
            time.Advance(TimeSpan.FromMilliseconds(5));
            return Task.CompletedTask;
        };
        (await DueAsync(bot)).ShouldBe(4);
        site.Asked.Where(asked => asked.EndsWith("200", StringComparison.Ordinal)).Select(asked => asked[1]).ToArray()[..2].ShouldBe(['a', 'b']);

        await StoredLoad.ExecuteAsync(bot, $"UPDATE sources SET due_at = 0; UPDATE sources SET holder = 'another', held_until = {time.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds()} WHERE address LIKE '%a1.txt'");
        (await DueAsync(bot)).ShouldBe(0);
    }

    [Fact]
    public async Task Sources_are_listed_scheduled_and_removed_with_or_without_their_documents()
    {
        await using var site = await FakeSite.StartAsync();
        await using var bot = await StartAsync(site);
        bot.Write("one/a.txt", "The mill stands by the river.");
        bot.Write("two/b.txt", "The bakery stands by the church.");
        await bot.LoadAsync(Path.Combine(bot.Folder, "one"), Path.Combine(bot.Folder, "two"));
        await bot.LoadAsync(Path.Combine(bot.Folder, "one")); // once more is the same source
        var sources = await SourcesAsync(bot);
        sources.Count.ShouldBe(2);

        (await bot.RunAsync("sources schedule", new() { ["source"] = sources[0].Id, ["every"] = "24" })).ShouldBeOfType<DoneReply>();
        (await bot.RunAsync("sources list", [])).ShouldBeOfType<TableReply>().Rows.Select(row => row[3]).ShouldBe(["24 h", "when asked"]);
        (await bot.RunAsync("sources remove", new() { ["source"] = sources[0].Id })).ShouldBeOfType<DoneReply>().Message.ShouldContain("1 document stay");
        (await bot.RunAsync("sources remove", new() { ["source"] = sources[1].Id, ["documents"] = "" })).ShouldBeOfType<DoneReply>();
        (await bot.RunAsync("documents list", [])).ShouldBeOfType<DocumentListReply>().Documents.ShouldHaveSingleItem().Document.Key.ShouldBe("a.txt");
        (await SourcesAsync(bot)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_goes_where_the_workspace_wants_it_and_names_nothing_that_may_not_be_read_there()
    {
        await using var site = await FakeSite.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await StartAsync(site, time);
        site.Put("/board.txt", "text/plain", "The mill stands by the river.");
        await bot.LoadAsync(site.Url("/board.txt"), ("every", "1"), ("collection", "board"));
        await bot.RunAsync("settings set", new() { ["name"] = "reports", ["value"] = "discord:91" });
        await bot.Get<CollectionRights>().AllowAsync(new("default", "board"), RightKind.Channel, "discord:7", Cancellation);
        site.Put("/board.txt", "text/plain", "The mill stands on the hill.");
        time.Advance(TimeSpan.FromHours(1.5));
        await DueAsync(bot);
        (await StoredLoad.QueryAsync<string>(bot, "SELECT platform || ' ' || address || ' ' || text FROM notices")).ShouldHaveSingleItem()
            .ShouldStartWith("discord discord:91 A source of a collection that may not be read here: 1 of 1 changed.");
    }

    private static Task<TestBot> StartAsync(FakeSite site, FakeTimeProvider? time = null) =>
        TestBot.StartAsync(settings: WebSettings.For(site), add: services =>
        {
            if (time is not null)
            {
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(services, time);
            }
        });

    private static async Task<int> DueAsync(TestBot bot)
    {
        var refreshed = await bot.Get<SourceRefresh>().RunDueAsync(Cancellation);
        await bot.Get<ResearchBot.Core.Search.IndexFollower>().CatchUpAsync(Cancellation); // as a process that stays does every second
        return refreshed;
    }

    private static Task<IReadOnlyList<FollowedSource>> SourcesAsync(TestBot bot) => bot.Get<SourceStore>().ListAsync("default", Cancellation);

    private static async Task<IngestionReport> RefreshAsync(TestBot bot, string id)
    {
        var reply = await bot.RunAsync("sources refresh", new() { ["source"] = id });
        return (reply as LoadReply ?? throw new InvalidOperationException(reply.ToString())).Report;
    }

    private static Task<IReadOnlyList<string>> NoticesAsync(TestBot bot) => StoredLoad.QueryAsync<string>(bot, "SELECT text FROM notices");
}
