using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Privacy;
using ResearchBot.Store;

namespace ResearchBot.Tests.Retention;

public sealed class ForgetTests
{
    private const string Ann = "discord:80351110224678912";
    private const string Word = "Zyqqufnord";
    private static readonly string[] Traces = [Ann, Word];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_200_questions_no_row_and_no_byte_of_a_forgotten_person_is_left()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("mill.txt", "The mill stands by the river.");
        await bot.LoadAsync(Path.Combine(bot.Folder, "mill.txt"));
        await bot.Get<ResearchBot.Core.Search.IndexFollower>().StoreAsync(Cancellation);
        var platform = new TestPlatform(bot);
        await AskAsync(platform, 200);
        (await StoreTraces.InRowsAsync(bot, Traces)).ShouldNotBeEmpty();
        StoreTraces.InFiles(bot, Traces).ShouldNotBeEmpty();

        var preview = (await platform.TypeAsync(Ann, "/forget me")).ShouldBeOfType<TableReply>();
        preview.Title.ShouldContain("/forget me --yes");
        preview.Rows.ShouldContain(row => row[0].StartsWith("questions", StringComparison.Ordinal) && row[1] == "200" && row[2] == "deleted");
        (await CountAsync(bot, "answers")).ShouldBe(200);

        (await platform.TypeAsync(Ann, "/forget me --yes")).ShouldBeOfType<DoneReply>().Message.ShouldContain("answers: 200");
        (await StoreTraces.InRowsAsync(bot, Traces)).ShouldBeEmpty();
        StoreTraces.InFiles(bot, Traces).ShouldBeEmpty();
        (await CountAsync(bot, "conversations")).ShouldBe(0);

        (await platform.TypeAsync(Ann, "/forget me")).ShouldBeOfType<TableReply>().Title.ShouldStartWith("Nothing is kept");
        await AskAsync(platform, 1);
        (await CountAsync(bot, "answers")).ShouldBe(1, "what comes later is kept");
    }

    [Fact]
    public async Task Without_secure_delete_or_without_emptying_the_log_the_scan_finds_them()
    {
        await using var bot = await TestBot.StartAsync();
        await using var held = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation); // the last one that closes would empty the log
        await AskAsync(new TestPlatform(bot), 40);
        var now = DateTimeOffset.UtcNow.AddMinutes(1);
        await bot.Get<PersonErasure>().EraseAsync("discord-1", Ann, new string('0', 32), now, Cancellation);
        (await StoreTraces.InRowsAsync(bot, Traces)).ShouldBeEmpty();
        StoreTraces.InFiles(bot, Traces).ShouldContain(hit => hit.StartsWith("researchbot.db-wal", StringComparison.Ordinal));

        await bot.Get<CompactStore>()(TimeSpan.FromSeconds(5), Cancellation);
        StoreTraces.InFiles(bot, Traces).ShouldBeEmpty();

        await AskAsync(new TestPlatform(bot), 40);
        await using (var careless = new SqliteConnection($"Data Source={bot.Get<SqliteDataSource>().DatabasePath};Pooling=False"))
        {
            await careless.OpenAsync(Cancellation);
            await careless.ExecuteAsync("PRAGMA secure_delete = OFF; DELETE FROM answers; PRAGMA wal_checkpoint(TRUNCATE)");
        }

        (await StoreTraces.InRowsAsync(bot, Traces)).ShouldBeEmpty();
        StoreTraces.InFiles(bot, Traces).ShouldContain(hit => hit.StartsWith("researchbot.db:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_who_reads_holds_the_files_up_which_is_said_and_made_good(bool atTheNextStart)
    {
        await using var bot = await TestBot.StartAsync();
        await AskAsync(new TestPlatform(bot), 5);
        await using (var reader = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation))
        {
            await reader.ExecuteAsync("BEGIN; SELECT COUNT(*) FROM answers");
            (await new TestPlatform(bot).TypeAsync(Ann, "/forget me --yes")).ShouldBeOfType<DoneReply>().Message.ShouldContain("no other process");
            (await StoreTraces.InRowsAsync(bot, Traces)).ShouldBeEmpty();
            StoreTraces.InFiles(bot, Traces).ShouldNotBeEmpty();
            await reader.ExecuteAsync("ROLLBACK");
        }

        if (atTheNextStart)
        {
            await using var next = await TestBot.StartAsync(over: bot);
        }
        else
        {
            await bot.Get<StoreCompaction>().PayAsync(Cancellation);
        }

        StoreTraces.InFiles(bot, Traces).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_that_others_need_keep_what_was_done_without_the_person()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync(Ann, "/roles grant discord:2 moderator", role: Role.Admin);
        await platform.TypeAsync("discord:2", $"/block {Ann}x --reason other", role: Role.Admin);
        await platform.TypeAsync("discord:2", $"/roles grant {Ann} moderator", role: Role.Admin);
        await platform.TypeAsync(Ann, "/pause", role: Role.Admin);

        var preview = (await platform.TypeAsync(Ann, "/forget me")).ShouldBeOfType<TableReply>();
        preview.Rows.Select(row => row[0]).ShouldBe(
            ["roles given to you", "roles that you gave", "settings that you chose", "audit entries"], ignoreOrder: true);
        (await platform.TypeAsync(Ann, "/forget me --yes")).ShouldBeOfType<DoneReply>().Message.ShouldContain("forgotten");

        var rows = await StoreRows.ReadAsync(bot);
        rows.Where(row => row.Contains(Ann, StringComparison.Ordinal)).ShouldAllBe(row => row.Contains(Ann + "x", StringComparison.Ordinal), "whose id only begins alike is another person");
        rows.Count(row => row.StartsWith("audit", StringComparison.Ordinal)).ShouldBe(4);
        rows.ShouldContain(row => row.StartsWith("audit", StringComparison.Ordinal) && row.Contains("=forgotten", StringComparison.Ordinal));
        rows.ShouldContain(row => row.StartsWith("role_grants", StringComparison.Ordinal) && row.Contains("\"granted_by\":\"forgotten\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_blocked_person_is_served_this_stays_blocked_unnamed_and_can_be_unblocked()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync("mo", $"/block {Ann} --reason \"{Word} again.\"", role: Role.Moderator);
        (await platform.TypeAsync(Ann, "/forget me --yes")).ShouldBeOfType<DoneReply>().Message.ShouldContain("stay blocked");

        (await StoreTraces.InRowsAsync(bot, Traces)).ShouldBeEmpty();
        StoreTraces.InFiles(bot, Traces).ShouldBeEmpty();
        (await platform.TypeAsync(Ann, "Where is the mill?")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("blocked");
        (await platform.TypeAsync("mo", $"/block {Ann} --reason more", role: Role.Moderator)).ShouldBeOfType<DoneReply>();
        (await platform.TypeAsync(Ann, "/forget me --yes")).ShouldBeOfType<DoneReply>();
        (await platform.TypeAsync("mo", $"/unblock {Ann}", role: Role.Moderator)).ShouldBeOfType<DoneReply>();
        (await platform.TypeAsync(Ann, "Where is the mill?")).ShouldBeOfType<AnswerReply>();
    }

    [Fact]
    public async Task Other_workspaces_other_people_and_their_words_stay()
    {
        await using var bot = await TestBot.StartAsync();
        await AskAsync(new TestPlatform(bot), 3);
        await AskAsync(new TestPlatform(bot, "slack-2"), 4);
        await new TestPlatform(bot).TypeAsync("bob", "Where is the mill?");
        await new TestPlatform(bot).TypeAsync(Ann, "/forget me --yes");
        (await CountAsync(bot, "answers")).ShouldBe(5);
    }

    [Fact]
    public async Task Posted_answers_are_deleted_where_they_were_posted_and_waiting_words_to_them_are_not_said()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var receipt = (await platform.TypeAsync(Ann, $"Where is {Word}?")).ShouldBeOfType<AnswerReply>().Receipt;
        await bot.Get<AnswerLog>().PostedAsync("discord-1", receipt, "m1", Cancellation);
        await bot.Get<NoticeOutbox>().AddAsync("discord-1", new ReplyAddress("test", "dm"), NoticeKind.Post, "Late word.", receipt, Cancellation);
        await bot.Get<NoticeOutbox>().AddAsync("discord-1", new ReplyAddress("test", "dm"), NoticeKind.Post, $"You asked: Where is {Word}?", null, Cancellation);
        (await platform.TypeAsync(Ann, "/forget me --yes")).ShouldBeOfType<DoneReply>().Message.ShouldContain("1 posted");

        var notice = (await bot.Get<NoticeOutbox>().TakeAsync("test", 10, Cancellation)).ShouldHaveSingleItem();
        (notice.Kind, notice.To.Address).ShouldBe((NoticeKind.Delete, "m1"));
    }

    private static async Task AskAsync(TestPlatform platform, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await platform.TypeAsync(Ann, $"Where does {Word} {i} keep the {Word} {new string((char)('a' + (i % 26)), 40)} of {Word}?", $"room-{i % 3}", isPrivate: i % 2 == 0))
                .ShouldBeOfType<AnswerReply>();
        }
    }

    private static async Task<long> CountAsync(TestBot bot, string table)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}");
    }
}
