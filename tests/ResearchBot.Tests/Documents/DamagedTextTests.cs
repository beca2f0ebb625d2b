using System.Data.Common;
using Dapper;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Tests.Search.Embedding;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Documents;

/// <summary>A stored document that changed on the disk: it is withdrawn, told of, named and healed; the others stay.</summary>
public sealed class DamagedTextTests
{
    private const string Question = "When does the harbour office open?";
    private const string Good = "The harbour office opens at 1913 hours on every working day.";
    private const string Flipped = "The harbour office opens at 1912 hours on every working day.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_that_changed_is_never_shown_and_leaves_search_with_the_first_question()
    {
        await using var bot = await LoadedAsync();
        (await bot.AskAsync(Question)).Citations[0].Excerpt.ShouldContain("1913");
        await FlipTextAsync(bot);

        var answer = await bot.AskAsync(Question);

        Shown(answer).ShouldNotContain(excerpt => excerpt.Contains("191"));
        Shown(answer).ShouldContain(excerpt => excerpt.Contains("ferry"), "the other documents are searched as before");
        (await bot.Get<DamagedDocuments>().ListAsync(Cancellation)).Single().Key.ShouldBe("harbour.txt");
        (await bot.RunAsync("search", new() { ["query"] = Question })).ShouldBeOfType<SearchReply>().Results.ShouldAllBe(hit => !hit.Text.Contains("191"));
        var id = (await bot.Get<DamagedDocuments>().ListAsync(Cancellation)).Single().Id;
        (await bot.RunAsync("documents show", new() { ["id"] = id })).ShouldBeOfType<ErrorReply>().Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task A_text_that_changed_before_the_start_is_not_indexed()
    {
        await using var bot = await LoadedAsync();
        await FlipTextAsync(bot);
        await using var next = await TestBot.StartAsync(over: bot);

        var answer = await next.AskAsync(Question);

        Shown(answer).ShouldNotContain(excerpt => excerpt.Contains("191"));
        answer.Searched.Documents.ShouldBe(1);
    }

    [Fact]
    public async Task Another_process_takes_the_document_out_of_search_too()
    {
        await using var bot = await LoadedAsync();
        await using var other = await TestBot.StartAsync(over: bot);
        await FlipTextAsync(bot);
        await bot.AskAsync(Question);

        await other.Get<IndexFollower>().CatchUpAsync(Cancellation);

        (await other.AskAsync("How much does the ferry cost?")).Searched.Documents.ShouldBe(1);
    }

    [Fact]
    public async Task Admins_are_told_once_and_the_check_names_it_until_the_file_is_loaded_again()
    {
        await using var bot = await LoadedAsync();
        await bot.Get<RoleGrants>().GrantAsync("default", "discord:91", Role.Admin, "console", Cancellation);
        await bot.Get<RoleGrants>().GrantAsync("default", "discord:92", Role.Moderator, "console", Cancellation);
        await FlipTextAsync(bot);
        (await CheckAsync(bot)).ShouldContain("2 documents", Case.Sensitive, "nobody has noticed yet");
        await bot.AskAsync(Question);

        await bot.Get<DamageNotices>().RunOnceAsync(Cancellation);
        await bot.Get<DamageNotices>().RunOnceAsync(Cancellation);

        var told = (await bot.Get<NoticeOutbox>().TakeAsync("discord", 20, Cancellation)).ShouldHaveSingleItem();
        told.To.Address.ShouldBe("discord:91");
        told.Text.ShouldContain("harbour.txt");
        (await bot.Get<NoticeOutbox>().TakeAsync("console", 20, Cancellation)).Where(notice => notice.Text.Contains("damaged")).ShouldHaveSingleItem();
        (await CheckAsync(bot)).ShouldContain("harbour.txt");

        var file = (await bot.LoadAsync(Path.Combine(bot.Folder, "files"))).Files.Single(one => one.Path.EndsWith("harbour.txt", StringComparison.Ordinal));
        file.Status.ShouldBe(FileStatus.Loaded);
        file.Reason.ShouldBeNull();
        file.Remark.ShouldNotBeNull().ShouldContain("whole again");
        file.Version.ShouldBe(1, "old answers still cite it");
        (await bot.AskAsync(Question)).Citations[0].Excerpt.ShouldContain("1913");
        (await CheckAsync(bot)).ShouldContain("2 documents");
        (await bot.LoadAsync(Path.Combine(bot.Folder, "files"))).Files.ShouldAllBe(one => one.Status == FileStatus.Unchanged);
    }

    [Fact]
    public async Task A_load_heals_what_nobody_has_noticed()
    {
        await using var bot = await LoadedAsync();
        await FlipTextAsync(bot);

        await bot.LoadAsync(Path.Combine(bot.Folder, "files"));

        (await bot.AskAsync(Question)).Citations[0].Excerpt.ShouldContain("1913");
        (await bot.Get<DamagedDocuments>().CheckAllAsync(Cancellation)).Current.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UPDATE versions SET about = '{\"a' WHERE document_id = @id")]
    [InlineData("UPDATE versions SET about = x'00ff' WHERE document_id = @id")]
    [InlineData("UPDATE versions SET places = '[{' WHERE document_id = @id")]
    [InlineData("UPDATE versions SET blocks = '[{\"kind\":\"Nothing\"}]' WHERE document_id = @id")]
    [InlineData("UPDATE versions SET title = 'Another title' WHERE document_id = @id")]
    [InlineData("UPDATE versions SET text = x'ff00ff' WHERE document_id = @id")]
    [InlineData("UPDATE versions SET characters = 'many' WHERE document_id = @id")]
    [InlineData("UPDATE versions SET chunk_count = 7 WHERE document_id = @id")]
    [InlineData("UPDATE versions SET hashes = 'x' WHERE document_id = @id")]
    [InlineData("UPDATE versions SET version = 5 WHERE document_id = @id", true)]
    [InlineData("UPDATE documents SET current_version = 9 WHERE id = @id", true)]
    [InlineData("UPDATE documents SET key = 'other.txt' WHERE id = @id", true)]
    [InlineData("UPDATE chunks SET start = 900000 WHERE document_id = @id")]
    [InlineData("UPDATE chunks SET start = -4 WHERE document_id = @id")]
    [InlineData("UPDATE chunks SET start = 'x' WHERE document_id = @id")]
    [InlineData("UPDATE chunks SET length = x'07' WHERE document_id = @id")]
    [InlineData("UPDATE chunks SET line = 77 WHERE document_id = @id")]
    [InlineData("DELETE FROM chunks WHERE document_id = @id")]
    public async Task A_broken_row_costs_its_document_only_and_a_load_mends_it(string damage, bool isRenamed = false)
    {
        await using var bot = await LoadedAsync();
        await DamageAsync(bot, damage);

        await using (var next = await TestBot.StartAsync(over: bot))
        {
            (await next.AskAsync("How much does the ferry cost?")).Citations[0].Excerpt.ShouldContain("12 crowns");
            Shown(await next.AskAsync(Question)).ShouldNotContain(excerpt => excerpt.Contains("1913"));
            (await next.RunAsync("documents list", [])).ShouldBeOfType<DocumentListReply>();
            (await CheckAsync(next)).ShouldContain("damaged");
            await next.LoadAsync(Path.Combine(bot.Folder, "files"));
            (await next.AskAsync(Question)).Citations[0].Excerpt.ShouldContain("1913");
            if (!isRenamed)
            {
                (await next.Get<DamagedDocuments>().CheckAllAsync(Cancellation)).Current.ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public async Task An_excerpt_of_a_long_text_is_checked_without_the_rest_of_it()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("files/long.txt", Good + "\n\n" + string.Concat(Enumerable.Range(0, 4_000).Select(i => $"Sentence {i} says nothing of interest. ")));
        await bot.LoadAsync(Path.Combine(bot.Folder, "files"));
        await ExecuteAsync(bot, "UPDATE versions SET text = REPLACE(text, 'Sentence 3999 ', 'Sentence 3998 ')");

        (await bot.AskAsync(Question)).Citations[0].Excerpt.ShouldContain("1913"); // what is shown is whole

        (await bot.Get<DamagedDocuments>().CheckAllAsync(Cancellation)).Current.ShouldHaveSingleItem();
        (await bot.AskAsync(Question)).Outcome.ShouldBe(AnswerOutcome.NotFound);
    }

    [Fact]
    public async Task A_kept_answer_that_changed_is_not_shown_again()
    {
        await using var bot = await LoadedAsync();
        await bot.AskAsync(Question);
        var id = await ScalarAsync(bot, "SELECT id FROM answers");
        (await bot.Get<AnswerLog>().FindAsync("default", id, Cancellation)).ShouldNotBeNull();

        await ExecuteAsync(bot, "UPDATE answers SET body = REPLACE(body, '1913', '1912')");

        (await bot.Get<AnswerLog>().FindAsync("default", id, Cancellation)).ShouldBeNull();
        (await bot.RunAsync("why", new() { ["answer"] = id })).ShouldBeOfType<ErrorReply>();
    }

    [Fact]
    public async Task A_store_from_before_there_were_hashes_gets_them()
    {
        await using var bot = await LoadedAsync();
        await bot.AskAsync(Question);
        await ExecuteAsync(bot, "ALTER TABLE versions DROP COLUMN hashes; ALTER TABLE answers DROP COLUMN hash; ALTER TABLE waiting_documents DROP COLUMN hash; DROP TABLE damaged_versions; ALTER TABLE collections DROP COLUMN open_to; DROP TABLE outsiders; DELETE FROM migrations WHERE number >= 23");

        await using var next = await TestBot.StartAsync(over: bot);

        (await next.AskAsync(Question)).Citations[0].Excerpt.ShouldContain("1913");
        (await next.Get<DamagedDocuments>().CheckAllAsync(Cancellation)).Current.ShouldBeEmpty();
        (await next.Get<AnswerLog>().FindAsync("default", await ScalarAsync(bot, "SELECT id FROM answers"), Cancellation)).ShouldNotBeNull();
        await FlipTextAsync(next);
        Shown(await next.AskAsync(Question)).ShouldNotContain(excerpt => excerpt.Contains("191"));
    }

    [Fact]
    public async Task A_damaged_version_is_not_restored()
    {
        await using var bot = await LoadedAsync();
        bot.Write("files/harbour.txt", "The harbour office is closed for good.");
        await bot.LoadAsync(Path.Combine(bot.Folder, "files"));
        await ExecuteAsync(bot, $"UPDATE versions SET text = '{Flipped}' WHERE text = '{Good}'");
        var id = await ScalarAsync(bot, "SELECT document_id FROM versions WHERE version = 2");

        (await bot.RunAsync("documents restore", new() { ["id"] = id, ["version"] = "1" })).ShouldBeOfType<ErrorReply>().Message.ShouldContain("damaged");
        (await bot.RunAsync("documents show", new() { ["id"] = id })).ShouldBeOfType<DocumentReply>();
    }

    [Fact]
    public async Task A_kept_file_that_changed_is_not_read_anew()
    {
        await using var bot = await LoadedAsync();
        var hash = await ScalarAsync(bot, "SELECT MIN(hash) FROM originals");
        (await bot.Get<Originals>().ReadAsync(hash, Cancellation)).ShouldNotBeNull();

        await ExecuteAsync(bot, "UPDATE originals SET (length, content) = (SELECT length, content FROM originals ORDER BY hash DESC LIMIT 1)");

        (await bot.Get<Originals>().ReadAsync(hash, Cancellation)).ShouldBeNull();
        (await bot.Get<DamagedDocuments>().CheckAllAsync(Cancellation)).DamagedFiles.ShouldBe(1);
    }

    [Theory]
    [InlineData("UPDATE vectors SET numbers = x'00' WHERE sequence = 1")]
    [InlineData("UPDATE vectors SET present = x'0000' WHERE sequence = 1")]
    [InlineData("UPDATE vectors SET dimensions = 13 WHERE sequence = 1")]
    [InlineData("UPDATE vectors SET first_chunk = -3 WHERE sequence = 1")]
    [InlineData("UPDATE vectors SET dimensions = 'x' WHERE sequence = 1")]
    [InlineData("UPDATE vectors SET numbers = @notNumbers WHERE sequence = 1")]
    public async Task Damaged_vectors_are_left_out_and_made_anew(string damage)
    {
        await using var bot = await LoadedAsync();
        var embedding = new TestEmbedding(bot);
        await embedding.RunAsync();
        var before = (await embedding.ReadAsync()).Sum(run => run.Present.Count);
        await using (var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation))
        {
            var notNumbers = await connection.ExecuteScalarAsync<byte[]>("SELECT numbers FROM vectors WHERE sequence = 1");
            notNumbers![3] = 0x7F;
            notNumbers[2] = 0xC0; // the first is NaN
            await connection.ExecuteAsync(damage, new { notNumbers });
        }

        (await embedding.ReadAsync()).Sum(run => run.Present.Count).ShouldBeLessThan(before);
        await embedding.RunAsync();

        (await embedding.ReadAsync()).Sum(run => run.Present.Count).ShouldBe(before);
    }

    private static async Task<TestBot> LoadedAsync()
    {
        var bot = await TestBot.StartAsync();
        bot.Write("files/harbour.txt", Good);
        bot.Write("files/ferry.txt", "The ferry to the island costs 12 crowns. The harbour office sells no tickets for it.");
        await bot.LoadAsync(Path.Combine(bot.Folder, "files"));
        return bot;
    }

    private static IEnumerable<string> Shown(Answer answer) => answer.Citations.Concat(answer.Closest).Select(citation => citation.Excerpt);

    private static async Task<string> CheckAsync(TestBot bot) =>
        string.Join('\n', ((ResearchBot.Hosting.CheckReply)await bot.RunAsync("check", [])).Checks.Where(check => check.Name == "store").Select(check => check.Message));

    private static Task FlipTextAsync(TestBot bot) => ExecuteAsync(bot, $"UPDATE versions SET text = '{Flipped}' WHERE text = '{Good}'");

    private static async Task DamageAsync(TestBot bot, string sql)
    {
        var id = await ScalarAsync(bot, $"SELECT document_id FROM versions WHERE text = '{Good}'");
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync("PRAGMA foreign_keys = OFF");
        await connection.ExecuteAsync(sql, new { id });
        await connection.ExecuteAsync("PRAGMA foreign_keys = ON");
    }

    private static async Task ExecuteAsync(TestBot bot, string sql)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<string> ScalarAsync(TestBot bot, string sql)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation);
        return (await connection.ExecuteScalarAsync<string>(sql)).ShouldNotBeNull();
    }
}
