using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>Deletes documents and versions for good in the caller's transaction, with the files that nothing else was read from.</summary>
internal static class DocumentDeletion
{
    /// <summary>Deletes a document with all its versions.</summary>
    public static async Task DeleteAsync(DbConnection connection, string id, long now)
    {
        await DeleteVersionsAsync(connection, id, after: 0);
        await connection.ExecuteAsync("DELETE FROM documents WHERE id = @id; DELETE FROM changes WHERE kind = 'document' AND subject = @id", new { id });
        await ChangeFeed.AppendAsync(connection, id, now);
    }

    /// <summary>Deletes a document's versions after one.</summary>
    public static async Task DeleteVersionsAsync(DbConnection connection, string id, int after)
    {
        var originals = await OriginalsAsync(connection, id, after);
        await connection.ExecuteAsync(
            """
            DELETE FROM vectors WHERE document_id = @id AND version > @after;
            DELETE FROM chunks WHERE document_id = @id AND version > @after;
            DELETE FROM damaged_versions WHERE document_id = @id AND version > @after;
            DELETE FROM versions WHERE document_id = @id AND version > @after
            """,
            new { id, after });
        await Originals.DropUnneededAsync(connection, originals);
    }

    /// <summary>Deletes one version that is written again; its file stays.</summary>
    public static Task DeleteVersionAsync(DbConnection connection, string id, int version) => connection.ExecuteAsync(
        """
        DELETE FROM vectors WHERE document_id = @id AND version = @version;
        DELETE FROM chunks WHERE document_id = @id AND version = @version;
        DELETE FROM damaged_versions WHERE document_id = @id AND version = @version;
        DELETE FROM versions WHERE document_id = @id AND version = @version
        """,
        new { id, version });

    /// <summary>Deletes what a document says, but not that it was there.</summary>
    public static async Task StripAsync(DbConnection connection, string id)
    {
        var originals = await OriginalsAsync(connection, id, after: 0);
        await connection.ExecuteAsync(
            """
            DELETE FROM vectors WHERE document_id = @id;
            DELETE FROM chunks WHERE document_id = @id;
            DELETE FROM damaged_versions WHERE document_id = @id;
            DELETE FROM versions WHERE document_id = @id AND version < (SELECT current_version FROM documents WHERE id = @id);
            UPDATE versions SET
                text = '', places = '[]', blocks = '', links = '', remarks = '', about = '{}', characters = 0, chunk_count = 0, fingerprint = NULL, original = NULL
            WHERE document_id = @id
            """,
            new { id });
        await CheckedVersions.HashAsync(connection, id, await connection.ExecuteScalarAsync<long>("SELECT current_version FROM documents WHERE id = @id", new { id }));
        await Originals.DropUnneededAsync(connection, originals);
    }

    private static async Task<List<string>> OriginalsAsync(DbConnection connection, string id, int after) => (await connection.QueryAsync<string>(
        "SELECT DISTINCT original FROM versions WHERE document_id = @id AND version > @after AND original IS NOT NULL", new { id, after })).AsList();
}
