using System.Data;
using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>
/// The store's database. Each call runs one command on a connection of its own, and has been committed and synced when it returns.
/// SQL is written in the subset that SQLite and PostgreSQL share.
/// </summary>
public sealed class Database(DbDataSource source)
{
    /// <summary>Reads all rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return (await connection.QueryAsync<T>(sql, args, cancellationToken)).AsList();
    }

    /// <summary>Reads the first row; the type's default where there is none.</summary>
    public async Task<T?> FirstOrDefaultAsync<T>(string sql, object? args, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await connection.FirstOrDefaultAsync<T>(sql, args, cancellationToken);
    }

    /// <summary>Reads the first column of the first row; the type's default where there is none.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, object? args, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await connection.ScalarAsync<T>(sql, args, cancellationToken);
    }

    /// <summary>Changes rows, and returns how many.</summary>
    public async Task<int> ExecuteAsync(string sql, object? args, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(sql, args, cancellationToken);
    }

    /// <summary>Opens a connection for several commands, each of which is committed by itself.</summary>
    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => source.OpenConnectionAsync(cancellationToken);

    /// <summary>Opens a connection for several commands that count together, or not at all.</summary>
    public async Task<DatabaseTransaction> BeginAsync(CancellationToken cancellationToken, IsolationLevel isolation = IsolationLevel.Unspecified)
    {
        var connection = await OpenAsync(cancellationToken);
        try
        {
            return new DatabaseTransaction(connection, await connection.BeginTransactionAsync(isolation, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A transaction, and the connection that it has for itself. Ended without a commit, it changes nothing.</summary>
public sealed class DatabaseTransaction(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    /// <summary>Runs the commands.</summary>
    public DbConnection Connection => connection;

    /// <summary>Makes what was done count.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}

/// <summary>Runs a command that can be cancelled on a connection that is open.</summary>
internal static class CancellableCommands
{
    public static Task<IEnumerable<T>> QueryAsync<T>(this DbConnection connection, string sql, object? args, CancellationToken cancellationToken) =>
        connection.QueryAsync<T>(new CommandDefinition(sql, args, cancellationToken: cancellationToken));

    public static Task<T?> FirstOrDefaultAsync<T>(this DbConnection connection, string sql, object? args, CancellationToken cancellationToken) =>
        connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, args, cancellationToken: cancellationToken));

    public static Task<T?> ScalarAsync<T>(this DbConnection connection, string sql, object? args, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, args, cancellationToken: cancellationToken));

    public static Task<int> ExecuteAsync(this DbConnection connection, string sql, object? args, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(sql, args, cancellationToken: cancellationToken));
}
