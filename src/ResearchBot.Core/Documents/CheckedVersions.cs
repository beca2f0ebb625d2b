using System.Data;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Documents;

/// <summary>Opens stored versions, and hands out none that differs from its hashes: such a one is recorded as damaged, which takes its document out of
/// search in every process.</summary>
public sealed partial class CheckedVersions(Database database, IStoreEngine engine, TimeProvider time, ILogger<CheckedVersions> logger)
{
    /// <summary>The SQL condition for documents <c>d</c> whose current version is not known to be damaged.</summary>
    internal const string IsWhole =
        "NOT EXISTS (SELECT 1 FROM damaged_versions x WHERE x.document_id = d.id AND x.version = d.current_version)";

    /// <summary>A version; null if there is none or it is damaged.</summary>
    /// <exception cref="DbException">The store's file cannot be read there.</exception>
    internal async Task<DocumentVersion?> OpenAsync(string id, long version, CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            var found = await TryReadAsync(connection, id, version);
            if (found is not { IsWhole: false })
            {
                return found?.Open();
            }
        }

        return await WithdrawAsync(id, version, cancellationToken);
    }

    /// <summary>The same for the current version of a document in search.</summary>
    internal async Task<DocumentVersion?> OpenCurrentAsync(string id, CancellationToken cancellationToken) =>
        await database.ScalarAsync<long?>("SELECT current_version FROM documents WHERE id = @id AND removed_at IS NULL", new { id }, cancellationToken) is { } version
            ? await OpenAsync(id, version, cancellationToken)
            : null;

    /// <summary>Records that a version is damaged unless it is whole after all, such as one that was read while it was deleted.</summary>
    /// <returns>The whole version; null if it is damaged or gone.</returns>
    internal async Task<DocumentVersion?> WithdrawAsync(string id, long version, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await database.BeginAsync(cancellationToken);
            var found = await TryReadAsync(transaction.Connection, id, version);
            if (found is not { IsWhole: false })
            {
                return found?.Open();
            }

            if (await RecordAsync(transaction.Connection, id, version, time.GetUtcNow().ToUnixTimeMilliseconds()))
            {
                await transaction.CommitAsync(cancellationToken);
                LogDamaged(id, version);
            }
        }
        catch (DbException fault) when (engine.Explain(fault) is not null)
        {
            LogNotRecorded(fault, id, version); // it is not handed out all the same
        }

        return null;
    }

    /// <summary>Takes back that a version is damaged, since it is whole again, such as after the file was restored.</summary>
    internal async Task ReturnAsync(string id, long version, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        await transaction.Connection.ExecuteAsync("DELETE FROM damaged_versions WHERE document_id = @id AND version = @version", new { id, version });
        await ChangeFeed.AppendAsync(transaction.Connection, id, time.GetUtcNow().ToUnixTimeMilliseconds());
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether a version is there and whole.</summary>
    internal static async Task<bool> IsWholeAsync(DbConnection connection, string id, long version) =>
        await TryReadAsync(connection, id, version) is { IsWhole: true };

    /// <summary>Computes the hashes of a version from what is stored, after a change of its row.</summary>
    internal static async Task HashAsync(DbConnection connection, string id, long version)
    {
        if (await ReadAsync(connection, id, version) is { } stored)
        {
            await connection.ExecuteAsync(
                "UPDATE versions SET hashes = @hashes WHERE document_id = @id AND version = @version",
                new { id, version, hashes = VersionHashes.Of(stored.Row, stored.Chunks) });
        }
    }

    /// <summary>Computes the hashes of all versions that have none, for a store from before there were any.</summary>
    public static async Task HashAllAsync(DbConnection connection)
    {
        foreach (var (id, version) in (await connection.QueryAsync<(string, long)>("SELECT document_id, version FROM versions WHERE hashes = ''")).AsList())
        {
            await HashAsync(connection, id, version);
        }
    }

    /// <summary>Whether a fault comes from a value that is not what was stored.</summary>
    internal static bool IsDamage(Exception fault) =>
        fault is DataException or InvalidOperationException or InvalidCastException or FormatException or OverflowException or ArgumentException or JsonException;

    private static async Task<bool> RecordAsync(DbConnection connection, string id, long version, long now)
    {
        if (await connection.ExecuteAsync(
            "INSERT INTO damaged_versions (document_id, version, found_at) VALUES (@id, @version, @now) ON CONFLICT DO NOTHING", new { id, version, now }) == 0)
        {
            return false;
        }

        await ChangeFeed.AppendAsync(connection, id, now);
        return true;
    }

    private static async Task<StoredRows?> TryReadAsync(DbConnection connection, string id, long version)
    {
        try
        {
            return await ReadAsync(connection, id, version);
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            return StoredRows.Unreadable;
        }
    }

    private static async Task<StoredRows?> ReadAsync(DbConnection connection, string id, long version)
    {
        var row = await connection.QuerySingleOrDefaultAsync<VersionRow>(VersionRow.Select + " WHERE d.id = @id AND v.version = @version", new { id, version });
        if (row is null)
        {
            return null;
        }

        var chunks = await connection.QueryAsync<ChunkRow>(
            ChunkRow.Select + " WHERE c.document_id = @id AND c.version = @version ORDER BY c.ordinal", new { id, version });
        return new StoredRows(row, [.. chunks.Select(chunk => chunk.ToChunk())]);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Version {Version} of the document {Id} is damaged in the store, and is not used any more: load its file again")]
    private partial void LogDamaged(string id, long version);

    [LoggerMessage(Level = LogLevel.Error, Message = "Version {Version} of the document {Id} is damaged in the store, which could not be recorded")]
    private partial void LogNotRecorded(Exception fault, string id, long version);

    private sealed record StoredRows(VersionRow Row, IReadOnlyList<Chunk> Chunks)
    {
        public static readonly StoredRows Unreadable = new(null!, []);

        private bool? _isWhole;

        public bool IsWhole => _isWhole ??= Row is not null && Row.IsWhole(Chunks);

        public DocumentVersion Open() => Row.ToVersion(Chunks);
    }
}
