using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Notices;
using ResearchBot.Reading;
using ResearchBot.Sources;
using ResearchBot.Configuration;

namespace ResearchBot.Tests.Ingestion;

/// <summary>Loads put into the store's queue, and what the store says of them.</summary>
internal static class StoredLoad
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<LoadJob> QueueAsync(TestBot bot, string workspace, string person, string path) => bot.Get<LoadQueue>().AddAsync(
        new NewLoad(
            new CollectionId(workspace, "documents"), person, Channel: null, new ReplyAddress("test", person), Prune: false, [new FolderSource(path, new ReadingOptions())]),
        Cancellation);

    /// <summary>Gives turns until nothing waits.</summary>
    public static async Task<List<string>> FinishAsync(TestBot bot)
    {
        var served = new List<string>();
        bot.Get<LoadTurns>().Look(); // or it would see what was queued since only when a second has passed
        while (await bot.Get<LoadTurns>().TakeAsync(Cancellation) is { } job)
        {
            served.Add(job.Workspace);
        }

        return served;
    }

    /// <summary>As after the time in which a hold lapses.</summary>
    public static Task LapseAsync(TestBot bot) => ExecuteAsync(bot, "UPDATE load_jobs SET held_until = 0");

    public static async Task ExecuteAsync(TestBot bot, string sql)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql);
    }

    public static async Task<IReadOnlyList<T>> QueryAsync<T>(TestBot bot, string sql)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(Cancellation);
        return [.. await connection.QueryAsync<T>(sql)];
    }

    /// <summary>One value of the store below a folder, read beside whoever writes to it.</summary>
    public static object? Execute(TestFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder["data/researchbot.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
