using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>
/// The right of one holder at a time to rows of a table with the columns <c>holder</c> and <c>held_until</c>. A hold that is not
/// renewed, since its process was killed, lapses. Which rows are meant is told in SQL. A clock that is set back makes no hold longer: whoever waits
/// shortens one that ends later than any that begins now.
/// </summary>
public sealed class Lease(Database database, TimeProvider time, string table, TimeSpan lapse, string process = "")
{
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(2);

    /// <summary>This object in its process; begins with the process's name where one was given.</summary>
    public string Holder { get; } = process + RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Until when a hold that begins now lasts, in unix milliseconds.</summary>
    public long Until => Now + (long)lapse.TotalMilliseconds;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Takes the rows that nobody holds, and renews the hold of those that are ours.</summary>
    /// <returns>How many are ours.</returns>
    public async Task<int> TakeAsync(string rows, object? args, CancellationToken cancellationToken)
    {
        await ShortenAsync(rows, args, cancellationToken);
        return await ExecuteAsync($"UPDATE {table} SET holder = @holder, held_until = @until WHERE {rows} AND (holder = @holder OR held_until < @now)", args, cancellationToken);
    }

    /// <summary>Lets holds that were written before the clock was set back end when one that begins now would: their holders, where they live, renew them
    /// before.</summary>
    public async Task ShortenAsync(string rows, object? args, CancellationToken cancellationToken)
    {
        if (await database.ScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE {rows} AND held_until > @until", Parameters(args), cancellationToken) > 0)
        {
            await ExecuteAsync($"UPDATE {table} SET held_until = @until WHERE {rows} AND held_until > @until", args, cancellationToken);
        }
    }

    /// <summary>Renews the hold of the rows that are ours, also if it has lapsed and nobody took them.</summary>
    public Task RenewAsync(string rows, CancellationToken cancellationToken) =>
        ExecuteAsync($"UPDATE {table} SET held_until = @until WHERE {rows} AND holder = @holder", null, cancellationToken);

    /// <summary>Gives rows back.</summary>
    public Task EndAsync(string rows, object? args, CancellationToken cancellationToken) =>
        ExecuteAsync($"UPDATE {table} SET held_until = 0 WHERE {rows} AND holder = @holder", args, cancellationToken);

    /// <summary>Gives rows back on the way out of a process that is stopped: within two seconds, or the hold lapses.</summary>
    public async Task EndInTimeAsync(string rows, object? args)
    {
        using var deadline = new CancellationTokenSource(Ending, time);
        try
        {
            await EndAsync(rows, args, deadline.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or DbException)
        {
            // It lapses.
        }
    }

    /// <summary>Those who hold rows beside us.</summary>
    public Task<IReadOnlyList<string>> OthersAsync(string rows, CancellationToken cancellationToken) => database.QueryAsync<string>(
        $"SELECT DISTINCT holder FROM {table} WHERE {rows} AND held_until >= @now AND holder <> @holder", Parameters(null), cancellationToken);

    /// <summary>Ends the hold of somebody who is gone.</summary>
    public Task EndOfAsync(string gone, string rows, CancellationToken cancellationToken) =>
        database.ExecuteAsync($"UPDATE {table} SET held_until = 0 WHERE {rows} AND holder = @gone", new { gone }, cancellationToken);

    private Task<int> ExecuteAsync(string sql, object? args, CancellationToken cancellationToken) =>
        database.ExecuteAsync(sql, Parameters(args), cancellationToken);

    private DynamicParameters Parameters(object? args)
    {
        var parameters = new DynamicParameters(new { holder = Holder, until = Until, now = Now });
        parameters.AddDynamicParams(args);
        return parameters;
    }
}
