using System.Data.Common;
using Dapper;
using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Privacy;
using ResearchBot.Core.Search;
using ResearchBot.Reading;

namespace ResearchBot.Tests.Retention;

public sealed class RetentionTests
{
    private const long Day = 24L * 3600 * 1000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_says_what_a_run_then_deletes_and_no_more()
    {
        await using var bot = await TestBot.StartAsync();
        await PrepareAsync(bot);
        var before = await StoreRows.ReadAsync(bot, except: "audit");

        var dry = (await bot.RunAsync("retention run", new() { ["dry-run"] = string.Empty })).ShouldBeOfType<TableReply>();
        (await StoreRows.ReadAsync(bot, except: "audit")).ShouldBe(before);
        var run = (await bot.RunAsync("retention run", [])).ShouldBeOfType<TableReply>();

        string[][] expected =
        [
            ["questions", "365 days", "2"], ["audit", "730 days", "1"], ["notices", "7 days", "1"],
            ["texts of removed documents", "for ever", "0"], ["loads", "90 days", "0"], ["workspaces that removed the bot", "30 days", "0"],
        ];
        dry.Rows.ShouldBe(expected);
        run.Rows.ShouldBe(expected);
        (await bot.RunAsync("retention run", [])).ShouldBeOfType<TableReply>().Rows.ShouldAllBe(row => row[2] == "0");
        (await CountAsync(bot, "answers")).ShouldBe(1);
    }

    [Fact]
    public async Task An_admin_of_one_workspace_runs_it_for_that_one_alone()
    {
        await using var bot = await TestBot.StartAsync();
        await PrepareAsync(bot);
        var run = (await new TestPlatform(bot, "slack-2").TypeAsync("boss", "/retention run", role: Role.Admin)).ShouldBeOfType<TableReply>();
        run.Title.ShouldContain("in this workspace");
        run.Rows.ShouldContain(row => row[0] == "questions" && row[2] == "1");
        run.Rows.ShouldContain(row => row[0] == "notices" && row[2] == "0");
        (await CountAsync(bot, "answers")).ShouldBe(2);
    }

    [Fact]
    public async Task It_is_done_once_a_day_by_whichever_process_comes_first()
    {
        await using var bot = await TestBot.StartAsync();
        await using var second = await TestBot.StartAsync(over: bot);
        await PrepareAsync(bot);
        var turns = await Task.WhenAll(bot.Get<RetentionTurn>().RunOnceAsync(Cancellation), second.Get<RetentionTurn>().RunOnceAsync(Cancellation));
        turns.Where(turn => turn is not null).ShouldHaveSingleItem()!.Single(count => count.Kind == RetentionKind.Questions).Rows.ShouldBe(2);
        await ExecuteAsync(bot, $"UPDATE upkeep SET last_run_at = last_run_at - {Day}");
        (await second.Get<RetentionTurn>().RunOnceAsync(Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Old_questions_go_in_steps_and_their_empty_conversations_too()
    {
        await using var bot = await TestBot.StartAsync();
        await ExecuteAsync(
            bot,
            """
            INSERT INTO conversations (id, workspace, platform, address, created_at) VALUES ('c', 'w', 'test', 'a', 1), ('e', 'w', 'test', 'b', 1);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1234)
            INSERT INTO answers (id, workspace, conversation_id, person, question, standalone, outcome, body, elapsed_ms, answered_at)
            SELECT 'a' || i, 'w', 'c', 'p', 'q', 'q', 'NotFound', '{}', 1, i FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1234)
            INSERT INTO audit (id, workspace, at, person, command, arguments, outcome) SELECT 'a' || i, 'w', i, 'p', 'load', '', 'done' FROM n
            """);
        var counts = await bot.Get<RetentionSweep>().RunAsync(null, dryRun: false, Cancellation);
        counts.Single(count => count.Kind == RetentionKind.Questions).Rows.ShouldBe(1234);
        counts.Single(count => count.Kind == RetentionKind.Audit).Rows.ShouldBe(1234);
        (await CountAsync(bot, "conversations")).ShouldBe(0);
    }

    [Theory]
    [InlineData("answers", 50)]
    [InlineData("audit", 500)]
    public async Task A_run_that_is_broken_off_undoes_one_small_step_at_most(string table, int step)
    {
        await using var bot = await TestBot.StartAsync();
        await ExecuteAsync(
            bot,
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
            INSERT INTO answers (id, workspace, person, question, standalone, outcome, body, elapsed_ms, answered_at)
            SELECT 'a' || i, 'w', 'p', 'q', 'q', 'NotFound', '{"{}"}', 1, i FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
            INSERT INTO audit (id, workspace, at, person, command, arguments, outcome) SELECT 'a' || i, 'w', i, 'p', 'load', '', 'done' FROM n;
            CREATE TRIGGER broken BEFORE DELETE ON {table} WHEN OLD.id = 'a1199' BEGIN SELECT RAISE(ABORT, 'broken off'); END
            """);
        await Should.ThrowAsync<DbException>(() => bot.Get<RetentionSweep>().RunAsync(null, dryRun: false, Cancellation));
        (await CountAsync(bot, table)).ShouldBeInRange(1, step);
    }

    [Fact]
    public async Task Texts_of_documents_that_were_removed_go_and_the_document_stays_removed()
    {
        await using var bot = await TestBot.StartAsync();
        var path = bot.Write("files/mill.txt", "The Zyqqufnord stands by the river.");
        var id = (await bot.LoadAsync(path)).Files.Single().DocumentId!;
        await bot.RunAsync("documents remove", new() { ["id"] = id });
        var later = DateTimeOffset.UtcNow.AddDays(1);
        (await bot.Get<DocumentErasure>().CountRemovedAsync(null, later, Cancellation)).ShouldBe(1);
        (await bot.Get<DocumentErasure>().StripRemovedAsync(null, later, Cancellation)).ShouldBe(1);
        (await bot.Get<DocumentErasure>().StripRemovedAsync(null, later, Cancellation)).ShouldBe(0);

        (await StoreTraces.InRowsAsync(bot, "Zyqqufnord")).ShouldBeEmpty();
        (await bot.RunAsync("documents restore", new() { ["id"] = id })).ShouldBeOfType<ErrorReply>().Message.ShouldContain("text was deleted");
        (await bot.LoadAsync(path)).Files.Single().DocumentId.ShouldBe(id);
        (await bot.RunAsync("documents show", new() { ["id"] = id })).ShouldBeOfType<DocumentReply>().Version.Text.ShouldContain("Zyqqufnord");
    }

    [Fact]
    public async Task Everything_of_a_workspace_goes_and_others_drop_its_documents_from_their_index()
    {
        await using var bot = await TestBot.StartAsync();
        await using var second = await TestBot.StartAsync(over: bot);
        foreach (var workspace in new[] { "discord-1", "slack-2" })
        {
            var platform = new TestPlatform(bot, workspace);
            var file = new ResearchBot.Reading.FolderSource(bot.Write($"{workspace}.txt", $"The quagga of {workspace} was seen."), new ResearchBot.Settings.ReadingOptions());
            (await platform.TypeAsync("boss", "/load", role: Role.Admin, sources: [file])).ShouldBeOfType<LoadReply>();
            await platform.TypeAsync("boss", "/pause", role: Role.Admin);
            await platform.TypeAsync("boss", "/block bob --reason x", role: Role.Admin);
            await platform.TypeAsync("boss", "/roles grant bob moderator", role: Role.Admin);
            await platform.TypeAsync("boss", "Where was the quagga seen?", role: Role.Admin);
        }

        await second.Get<IndexFollower>().CatchUpAsync(Cancellation);
        (await FindAsync(second, "discord-1")).ShouldBe(1);
        await bot.Get<WorkspaceErasure>().EraseAsync("discord-1", Cancellation);

        (await StoreTraces.InRowsAsync(bot, "discord-1")).ShouldBeEmpty();
        await second.Get<IndexFollower>().CatchUpAsync(Cancellation);
        (await FindAsync(second, "discord-1")).ShouldBe(0);
        (await FindAsync(second, "slack-2")).ShouldBe(1);
        second.Get<DocumentIndex>().Snapshot.Views.Sum(view => view.LivingChunks).ShouldBe(1);
        await bot.Get<WorkspaceErasure>().EraseAsync("discord-1", Cancellation);
        foreach (var own in new[] { Workspace.Default, Workspace.Shared })
        {
            await Should.ThrowAsync<ArgumentException>(() => bot.Get<WorkspaceErasure>().EraseAsync(own, Cancellation));
        }
    }

    [Theory]
    [InlineData("Retention__AuditDays", "-1", "Retention:AuditDays")]
    [InlineData("Retention__NoticesDays", "many", "Retention:NoticesDays")]
    [InlineData("Retention__Weeks", "1", "Retention:Weeks")]
    public void A_wrong_setting_is_named(string variable, string value, string named) =>
        Should.Throw<UserFacingException>(() => Composition.Build(new Dictionary<string, string?> { [variable.Replace("__", ":", StringComparison.Ordinal)] = value }))
            .Message.ShouldContain(named);

    private static async Task PrepareAsync(TestBot bot)
    {
        foreach (var workspace in new[] { "discord-1", "slack-2" })
        {
            await new TestPlatform(bot, workspace).TypeAsync("ann", "Where is the mill?");
        }

        await new TestPlatform(bot).TypeAsync("boss", "/pause", role: Role.Admin);
        await bot.Get<NoticeOutbox>().AddAsync("discord-1", new ReplyAddress("test", "a"), NoticeKind.Post, "Old.", null, Cancellation);
        await ExecuteAsync(bot, $"UPDATE answers SET answered_at = answered_at - {366 * Day}; UPDATE audit SET at = at - {731 * Day}; UPDATE notices SET created_at = created_at - {8 * Day}");
        await new TestPlatform(bot).TypeAsync("mo", "Where is the mill?", "other");
        await bot.Get<NoticeOutbox>().AddAsync("discord-1", new ReplyAddress("test", "a"), NoticeKind.Post, "New.", null, Cancellation);
    }

    private static async Task<int> FindAsync(TestBot bot, string workspace)
    {
        var reply = await new TestPlatform(bot, workspace).TypeAsync("boss", "/search quagga", role: Role.Admin);
        return reply.ShouldBeOfType<SearchReply>().Results.Count;
    }

    private static async Task ExecuteAsync(TestBot bot, string sql)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<long> CountAsync(TestBot bot, string table)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}");
    }
}
