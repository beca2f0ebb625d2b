using Dapper;

namespace ResearchBot.Store;

/// <summary>
/// Takes deleted content out of SQLite's files. <c>secure_delete</c> overwrites it in the database; its older pages stay in the
/// write-ahead log until that is emptied, which those who read from it hold up.
/// </summary>
internal sealed class StoreCompaction(SqliteDataSource database, TimeProvider time)
{
    private const int BusyMilliseconds = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private volatile bool _owed;

    /// <summary>Empties the log.</summary>
    /// <param name="patience">How long to try.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when somebody read from it all the time; <see cref="PayAsync"/> tries again.</returns>
    public async Task<bool> RunAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        _owed = true;
        var started = time.GetTimestamp();
        while (!await TryAsync(cancellationToken))
        {
            if (time.GetElapsedTime(started) >= patience)
            {
                return false;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        _owed = false;
        return true;
    }

    /// <summary>Tries again what <see cref="RunAsync"/> could not; nothing where nothing is owed.</summary>
    public Task PayAsync(CancellationToken cancellationToken) => _owed ? RunAsync(TimeSpan.Zero, cancellationToken) : Task.CompletedTask;

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync($"PRAGMA busy_timeout = {BusyMilliseconds}"); // set anew by the next who opens it
        return await connection.ExecuteScalarAsync<long>("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }
}
