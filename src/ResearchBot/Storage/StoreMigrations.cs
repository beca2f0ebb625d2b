using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Documents;

namespace ResearchBot.Storage;

/// <summary>Opens the store: creates its folder and file, and brings its tables to this program's version.</summary>
internal sealed class StoreMigrations(SqliteDataSource database, TimeProvider time, ILogger<StoreMigrations> logger)
{
    /// <summary>Runs the migrations that are missing, each in a transaction of its own.</summary>
    /// <exception cref="UserFacingException">The folder cannot be made, or a newer program wrote the store.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        CreateFolder();
        var migrations = ReadMigrations();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("PRAGMA journal_mode = WAL");
        await connection.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS migrations (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, run_at BIGINT NOT NULL)");
        if (await connection.ExecuteScalarAsync<long?>("SELECT MAX(number) FROM migrations") == migrations[^1].Number)
        {
            return; // without the write lock, which a running load may hold
        }

        foreach (var migration in migrations)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var last = await connection.ExecuteScalarAsync<long?>("SELECT MAX(number) FROM migrations") ?? 0;
            if (last > migrations[^1].Number)
            {
                throw new UserFacingException(
                    $"The store in {database.DataDirectory} was written by a newer version of this program (schema {last}; this one knows {migrations[^1].Number}). Update the program, or use another data folder.",
                    isFailure: true);
            }

            if (migration.Number > last)
            {
                await connection.ExecuteAsync(migration.Sql);
                if (migration == migrations[^1])
                {
                    // What only the program can compute; last, since it reads the tables as they are now.
                    await CheckedVersions.HashAllAsync(connection);
                    await AnswerLog.HashAllAsync(connection);
                    await WaitingDocuments.HashAllAsync(connection);
                }

                await connection.ExecuteAsync(
                    "INSERT INTO migrations (number, name, run_at) VALUES (@Number, @Name, @now)",
                    new { migration.Number, migration.Name, now = time.GetUtcNow().ToUnixTimeMilliseconds() });
                await transaction.CommitAsync(cancellationToken);
            }
        }
    }

    private void CreateFolder()
    {
        try
        {
            PrivateFiles.Prepare(database.DataDirectory, database.DatabasePath, logger);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserFacingException(
                $"The data folder {database.DataDirectory} cannot be made. Name another one with --data, or give the program the right to write there.",
                isFailure: true,
                failure);
        }
    }

    private static Migration[] ReadMigrations()
    {
        var assembly = typeof(StoreMigrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => ReadMigration(assembly, name))
            .OrderBy(migration => migration.Number)];
    }

    private static Migration ReadMigration(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var name = resource.Split('.')[^2];
        return new Migration(long.Parse(name.Split('_')[0], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }

    private sealed record Migration(long Number, string Name, string Sql);
}
