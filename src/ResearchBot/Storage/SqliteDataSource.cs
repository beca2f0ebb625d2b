using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
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
