using System.Data.Common;
using Dapper;
using ResearchBot.Core.Documents.Changes;

namespace ResearchBot.Core.Documents;

/// <summary>The versions of documents, which are never changed nor deleted by what comes after them.</summary>
public sealed class VersionStore(DbDataSource database, TimeProvider time)
{
    /// <summary>A document with all its versions, also when it was removed; null when the scope holds no such document.</summary>
    public async Task<DocumentHistory?> ReadAsync(ReadScope scope, string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<DocumentRow>(new CommandDefinition(
            DocumentRow.Columns
            + $"""
               FROM documents d JOIN versions v ON v.document_id = d.id
              WHERE d.id = @id AND d.workspace || '/' || d.collection IN {scope.Keys} ORDER BY v.version DESC
              """,
            scope.Keys.With(new { id }),
            cancellationToken: cancellationToken));
        var removedAt = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "SELECT removed_at FROM documents WHERE id = @id", new { id }, cancellationToken: cancellationToken));
        DocumentSummary[] versions = [.. rows.Select(row => row.ToSummary())];
        return versions.Length == 0 ? null : new DocumentHistory(versions, removedAt is not null);
    }

    /// <summary>Stores a version's content once more, as the newest version, and puts its document into search if it was removed.</summary>
    /// <param name="scope">What the audience may read; a document outside of it counts as missing.</param>
    /// <param name="id">The document.</param>
    /// <param name="version">The version to bring back.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of the new version; null when the scope holds no such document or version, or its text was deleted.</returns>
    public async Task<int?> RestoreAsync(ReadScope scope, string id, int version, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var newest = await connection.ExecuteScalarAsync<long?>(
            $"""
            UPDATE documents SET current_version = current_version + 1, removed_at = NULL
            WHERE id = @id AND workspace || '/' || collection IN {scope.Keys}
            AND EXISTS (SELECT 1 FROM versions v WHERE v.document_id = @id AND v.version = @version AND v.characters > 0)
            RETURNING current_version
            """,
            scope.Keys.With(new { id, version }));
        if (newest is null)
        {
            return null;
        }

        await connection.ExecuteAsync(
            """
            INSERT INTO versions (document_id, version, content_hash, title, published, about, places, characters, chunk_count, loaded_at, text)
            SELECT document_id, @newest, content_hash, title, published, about, places, characters, chunk_count, @now, text
            FROM versions WHERE document_id = @id AND version = @version;
            INSERT INTO chunks (document_id, version, ordinal, start, length, page, section, line)
            SELECT document_id, @newest, ordinal, start, length, page, section, line
            FROM chunks WHERE document_id = @id AND version = @version
            """,
            new { id, version, newest, now });
        await ChangeFeed.AppendAsync(connection, id, now);
        await transaction.CommitAsync(cancellationToken);
        return (int)newest;
    }
}
