using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;
using ResearchBot.Store;

namespace ResearchBot.Tests.Retention;

public sealed class TombstoneTests
{
    private const string Ann = "discord:80351110224678912";
    private const string Word = "Zyqqufnord";
    private static readonly string[] Traces = [Ann, Word];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restored_backup_forgets_again_and_keeps_what_was_asked_after(bool withTombstones)
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync(Ann, $"Where is the {Word}?");
        await platform.TypeAsync("mo", $"/block {Ann} --reason {Word}", role: Role.Moderator);
        var backup = Path.Combine(bot.Folder, "backup.db");
        await ExecuteAsync(bot, $"VACUUM INTO '{backup}'");

        (await platform.TypeAsync(Ann, "/forget me --yes")).ShouldBeOfType<DoneReply>();
        var forgotten = await File.ReadAllTextAsync(Data(bot, "forgotten"), Cancellation);
        forgotten.ShouldNotContain(Ann);
        Restore(bot, backup);
        (await StoreTraces.InRowsAsync(bot, Traces)).ShouldNotBeEmpty();
        if (!withTombstones)
        {
            File.Delete(Data(bot, "forgotten")); // the control
        }

        await using (await TestBot.StartAsync(over: bot))
        {
            (await StoreTraces.InRowsAsync(bot, Traces)).Any().ShouldBe(!withTombstones);
            if (withTombstones)
            {
                StoreTraces.InFiles(bot, Traces).ShouldBeEmpty();
                (await platform.TypeAsync(Ann, "Where?")).ShouldBeOfType<ErrorReply>().Message.ShouldContain("blocked");
            }
        }
    }

    [Fact]
    public async Task What_somebody_asks_after_they_were_forgotten_survives_the_next_starts()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync(Ann, "Where was the mill?");
        await platform.TypeAsync(Ann, "/forget me --yes");
        await platform.TypeAsync(Ann, $"Where is the {Word}?");
        await ExecuteAsync(bot, "UPDATE answers SET answered_at = answered_at + 1000"); // the clock may stand still meanwhile
        await using var second = await TestBot.StartAsync(over: bot);
        (await StoreTraces.InRowsAsync(second, Word)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_process_that_is_killed_after_the_tombstone_forgets_at_its_next_start()
    {
        await using var bot = await TestBot.StartAsync();
        await new TestPlatform(bot).TypeAsync(Ann, $"Where is the {Word}?");
        bot.Get<TombstoneFiles>().Add("discord-1", Ann, DateTimeOffset.UtcNow);
        await using var second = await TestBot.StartAsync(over: bot);
        (await StoreTraces.InRowsAsync(second, Traces)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_no_tombstone_can_be_written_nothing_is_deleted_and_the_person_is_told()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await platform.TypeAsync(Ann, $"Where is the {Word}?");
        Directory.CreateDirectory(Data(bot, "forgotten"));
        var error = (await platform.TypeAsync(Ann, "/forget me --yes")).ShouldBeOfType<ErrorReply>();
        error.Message.ShouldContain("Nothing was forgotten");
        error.IsFailure.ShouldBeTrue();
        (await StoreTraces.InRowsAsync(bot, Word)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_lost_key_or_a_damaged_line_stops_the_start_and_a_torn_last_line_does_not()
    {
        await using var bot = await TestBot.StartAsync();
        await new TestPlatform(bot).TypeAsync(Ann, "/forget me --yes");
        await File.AppendAllTextAsync(Data(bot, "forgotten"), "2026-01-01T00:00", Cancellation);
        var tombstones = Fresh(bot);
        tombstones.Read().ShouldHaveSingleItem();
        tombstones.Add("discord-1", "discord:2", DateTimeOffset.UtcNow);
        tombstones.Read().Count.ShouldBe(2);

        File.Move(Data(bot, "forgotten.key"), Data(bot, "away"));
        Should.Throw<UserFacingException>(() => Fresh(bot).Read()).Message.ShouldContain("forgotten.key is missing");
        Should.Throw<UserFacingException>(() => Fresh(bot).Add("discord-1", "discord:2", DateTimeOffset.UtcNow)).Message.ShouldContain("forgotten.key is missing");
        File.Move(Data(bot, "away"), Data(bot, "forgotten.key"));
        await File.AppendAllTextAsync(Data(bot, "forgotten"), "rubbish\n", Cancellation);
        Should.Throw<UserFacingException>(() => Fresh(bot).Read()).Message.ShouldContain("cannot be read");
    }

    [Fact]
    public async Task Tombstones_that_are_added_at_once_are_all_kept()
    {
        await using var bot = await TestBot.StartAsync();
        Parallel.For(0, 40, i => Fresh(bot).Add("discord-1", $"discord:{i}", DateTimeOffset.UtcNow));
        var marks = Fresh(bot).Read().Select(tombstone => tombstone.Mark).ToArray();
        Enumerable.Range(0, 40).Select(i => Fresh(bot).FindMark("discord-1", $"discord:{i}")).ShouldBe(marks, ignoreOrder: true);
    }

    private static TombstoneFiles Fresh(TestBot bot) => new TombstoneFolder(bot.Get<SqliteDataSource>()).Files;

    private static string Data(TestBot bot, string name) => Path.Combine(bot.Folder, "data", name);

    private static void Restore(TestBot bot, string backup)
    {
        SqliteConnection.ClearAllPools();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(bot.Folder, "data"), "researchbot.db*"))
        {
            File.Delete(path);
        }

        File.Copy(backup, Data(bot, "researchbot.db"));
        File.Delete(backup);
    }

    private static async Task ExecuteAsync(TestBot bot, string sql)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql);
    }
}
