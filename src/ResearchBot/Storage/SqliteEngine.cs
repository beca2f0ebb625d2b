using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using ResearchBot.Core.Documents;

namespace ResearchBot.Storage;

/// <summary>Knows what SQLite's faults mean, and takes deleted content out of SQLite's files: <c>secure_delete</c> overwrites it in the database, but
/// its older pages stay in the write-ahead log until that is emptied, which readers of the log hold up.</summary>
internal sealed class SqliteEngine(SqliteDataSource database, TimeProvider time) : IStoreEngine
{
    // Result codes of SQLite, https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private const int BusyMilliseconds = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private volatile bool _owed;

    public string? Explain(DbException fault) => (fault as SqliteException)?.SqliteErrorCode switch
    {
        Busy or Locked => "Another process has been writing to the store for too long. Try again, or raise Store:BusyTimeoutSeconds.",
        ReadOnly => "The store is read-only. Give the program the right to write to its data folder.",
        InputOutput => "The disk of the store reports an error. Check the disk and its free space; nothing that was acknowledged is lost.",
        Corrupt or NotADatabase => "The store's file is damaged. It was left as it is: restore a backup, or move the file away and load the documents again.",
        Full => "The disk, or the limit Store:MaxMegabytes, is full. Free space or raise the limit, then do it again; nothing that was acknowledged is lost.",
        CannotOpen => "The store's file cannot be opened. Check that the data folder exists and may be written to.",
        _ => null,
    };

    /// <summary>Empties the write-ahead log.</summary>
    /// <returns>False if somebody read from it all the time; <see cref="CompactOwedAsync"/> tries again.</returns>
    public async Task<bool> CompactAsync(TimeSpan patience, CancellationToken cancellationToken)
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

    public Task CompactOwedAsync(CancellationToken cancellationToken) => _owed ? CompactAsync(TimeSpan.Zero, cancellationToken) : Task.CompletedTask;

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync($"PRAGMA busy_timeout = {BusyMilliseconds}"); // set anew by the next who opens it
        return await connection.ExecuteScalarAsync<long>("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }
}
