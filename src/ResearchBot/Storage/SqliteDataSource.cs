using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using ResearchBot.Configuration;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Storage;

/// <summary>Registers the store in SQLite and the files beside it.</summary>
internal static class StorageRegistration
{
    public static IHostApplicationBuilder AddStorage(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<StoreOptions, StoreOptionsValidator>("Store");
        builder.Services
            .AddSingleton<SqliteDataSource>()
            .AddSingleton<DbDataSource>(provider => provider.GetRequiredService<SqliteDataSource>())
            .AddSingleton<SqliteEngine>()
            .AddSingleton<IStoreEngine>(provider => provider.GetRequiredService<SqliteEngine>())
            .AddSingleton<StoreMigrations>()
            .AddSingleton<ITombstoneFiles, TombstoneFolder>()
            .AddSingleton<ISegmentFiles, SegmentFolder>();
        return builder;
    }
}

/// <summary>Connections to the SQLite store, each set up so that a commit survives power loss and other processes may write too.</summary>
internal sealed class SqliteDataSource : DbDataSource
{
    private const int PageBytes = 4096;

    private readonly StoreOptions _options;

    public SqliteDataSource(IOptions<StoreOptions> options)
    {
        _options = options.Value;
        DataDirectory = Path.GetFullPath(_options.DataDirectory);
        DatabasePath = Path.Combine(DataDirectory, "researchbot.db");
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = DatabasePath,
            ForeignKeys = true,
            DefaultTimeout = _options.BusyTimeoutSeconds,
        }.ToString();
    }

    public string DataDirectory { get; }
    public string DatabasePath { get; }
    public override string ConnectionString { get; }

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = (SqliteConnection)CreateDbConnection();
        try
        {
            connection.Open();
            using var setup = connection.CreateCommand();
            setup.CommandText =
                $"PRAGMA busy_timeout = {_options.BusyTimeoutSeconds * 1000}; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
                + (_options.MaxMegabytes > 0 ? $"PRAGMA max_page_count = {_options.MaxMegabytes * 1024L * 1024 / PageBytes};" : string.Empty);
            setup.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<DbConnection>(OpenDbConnection());
    }
}

/// <summary>Where and how documents are kept (section <c>Store</c>).</summary>
public sealed class StoreOptions
{
    /// <summary>Folder of the store; relative to where the program was called.</summary>
    [Required(ErrorMessage = "must name a folder")]
    public string DataDirectory { get; set; } = "data";

    /// <summary>How long to wait for another process that is writing.</summary>
    [Range(1, 600)]
    public int BusyTimeoutSeconds { get; set; } = 30;

    /// <summary>How large the database file may grow; 0 means as large as the disk allows.</summary>
    [Range(0, 10_000_000)]
    public int MaxMegabytes { get; set; }
}

[OptionsValidator]
internal sealed partial class StoreOptionsValidator : IValidateOptions<StoreOptions>;

/// <summary>Knows what SQLite's faults mean, and takes deleted content out of SQLite's files: <c>secure_delete</c> overwrites it in the database, but
/// its older pages stay in the write-ahead log until that is emptied, which readers of the log hold up.</summary>
internal sealed class SqliteEngine(SqliteDataSource database, TimeProvider time) : IStoreEngine
{
    // Result codes of SQLite, https://sqlite.org/rescode.html
    private const int Error = 1;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private const string Damaged = "The store's file is damaged. It was left as it is: restore a backup, or move the file away and load the documents again.";

    private const int BusyMilliseconds = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private volatile bool _owed;

    public string? Explain(DbException fault) => (fault as SqliteException)?.SqliteErrorCode switch
    {
        Busy or Locked => "Another process has been writing to the store for too long. Try again, or raise Store:BusyTimeoutSeconds.",
        ReadOnly => "The store is read-only. Give the program the right to write to its data folder.",
        InputOutput => "The disk of the store reports an error. Check the disk and its free space; nothing that was acknowledged is lost.",
        Corrupt or NotADatabase => Damaged,
        Full => "The disk, or the limit Store:MaxMegabytes, is full. Free space or raise the limit, then do it again; nothing that was acknowledged is lost.",
        Error when fault.Message.Contains("no such ", StringComparison.Ordinal) => Damaged, // its own tables
        CannotOpen => "The store's file cannot be opened. Check that the data folder exists and may be written to.",
        _ => null,
    };

    public bool IsDamage(DbException fault) => (fault as SqliteException)?.SqliteErrorCode is Corrupt or NotADatabase;

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
