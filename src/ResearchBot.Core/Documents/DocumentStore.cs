using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>The documents of all workspaces; the index is a cache of them. Uses the common subset of SQLite and PostgreSQL. Every write is committed and
/// synced when the call returns.</summary>
public sealed class DocumentStore(Database database, CheckedVersions versions, IStoreEngine engine, TimeProvider time)
{
    /// <summary>The same without additional writes.</summary>
    public Task<SavedVersion> SaveAsync(NewVersion content, CancellationToken cancellationToken) =>
        SaveAsync(content, alongside: null, cancellationToken);

    /// <summary>Stores content as the newest version of its key, or restores a removed document.</summary>
    /// <param name="content">A document that was moved from its collection stays where it is.</param>
    /// <param name="alongside">Written in the same transaction if something is stored; may be null.</param>
    /// <returns>The document's state afterwards, and whether anything was stored.</returns>
    public async Task<SavedVersion> SaveAsync(
        NewVersion content, Func<DbConnection, SavedVersion, Task>? alongside, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var transaction = await database.BeginAsync(cancellationToken);

        var known = await FindStateAsync(transaction.Connection, content.Collection, content.Key, content.Root, cancellationToken);
        var isHealed = false;
        if (known is { Removed: false } && known.ContentHash == content.ContentHash)
        {
            if (await CheckedVersions.IsWholeAsync(transaction.Connection, known.Id, known.Version))
            {
                return new SavedVersion(known, Stored: false);
            }

            isHealed = true;
        }

        var id = known?.Id ?? await FindWithoutVersionAsync(transaction.Connection, content) ?? NewId();
        await CollectionStore.AddAsync(transaction.Connection, content.Collection, now, cancellationToken);
        var state = new DocumentState(
            id, content.Key, content.Root, isHealed ? known!.Version : await LastVersionAsync(transaction.Connection, id, known) + 1, content.ContentHash, content.Chunks.Count, RemovedAt: null, known?.Collection ?? content.Collection.Name);
        await transaction.Connection.ExecuteAsync(
            """
            INSERT INTO documents (id, workspace, collection, key, root, current_version, last_version, removed_at)
            VALUES (@Id, @Workspace, @Collection, @Key, @Root, @Version, @Version, NULL)
            ON CONFLICT (id) DO UPDATE SET root = excluded.root, current_version = excluded.current_version,
                last_version = CASE WHEN documents.last_version > excluded.last_version THEN documents.last_version ELSE excluded.last_version END, removed_at = NULL
            """,
            new { state.Id, content.Collection.Workspace, state.Collection, state.Key, state.Root, state.Version });
        if (isHealed)
        {
            await DocumentDeletion.DeleteVersionAsync(transaction.Connection, id, state.Version);
        }

        await StoredVersion.WriteAsync(transaction.Connection, id, state.Version, content, now);
        var saved = new SavedVersion(state, Stored: true) { Before = known, IsHealed = isHealed };
        await transaction.Connection.ExecuteAsync(
            "DELETE FROM recognised_pages WHERE content_hash = @hash",
            new { hash = content.ContentHash[(content.ContentHash.IndexOf(':', StringComparison.Ordinal) + 1)..] });
        if (alongside is not null)
        {
            await alongside(transaction.Connection, saved);
        }

        await transaction.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>Removes a document from search. Its versions stay, so that old citations still open. Returns the document as it was, or null if the scope
    /// does not contain it.</summary>
    public Task<Document?> RemoveAsync(ReadScope scope, string id, CancellationToken cancellationToken) => RemoveAsync(scope, id, alongside: null, cancellationToken);

    /// <summary>The same with additional writes in the same transaction if something is removed.</summary>
    public async Task<Document?> RemoveAsync(ReadScope scope, string id, Func<DbConnection, Task>? alongside, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var transaction = await database.BeginAsync(cancellationToken);
        var removed = await transaction.Connection.ExecuteAsync(
            $"UPDATE documents SET removed_at = @now WHERE id = @id AND workspace || '/' || collection IN {scope.Keys} AND removed_at IS NULL",
            scope.Keys.With(new { id, now }));
        if (removed == 0)
        {
            return null;
        }

        await ChangeFeed.AppendAsync(transaction.Connection, id, now);
        var row = await transaction.Connection.QuerySingleAsync<DocumentRow>(DocumentRow.Select + " WHERE d.id = @id", new { id });
        if (alongside is not null)
        {
            await alongside(transaction.Connection);
        }

        await transaction.CommitAsync(cancellationToken);
        return row.ToDocument();
    }

    /// <summary>The state of a key in a collection, or of the document loaded into it from this root and moved since.</summary>
    /// <returns>Null if it was never loaded.</returns>
    public async Task<DocumentState?> FindAsync(CollectionId collection, string key, string root, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await FindStateAsync(connection, collection, key, root, cancellationToken);
    }

    /// <summary>Records that an unchanged document now comes from another root, such as a moved folder.</summary>
    /// <param name="alongside">Written in the same transaction; may be null.</param>
    public async Task MoveAsync(string id, string root, Func<DbConnection, Task>? alongside, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        await transaction.Connection.ExecuteAsync("UPDATE documents SET root = @root WHERE id = @id", new { id, root }, cancellationToken);
        if (alongside is not null)
        {
            await alongside(transaction.Connection);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The documents of a collection that were loaded from one root and not removed.</summary>
    public async Task<IReadOnlyList<DocumentState>> LoadedFromAsync(CollectionId collection, string root, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<DocumentStateRow>(
            DocumentStateRow.Select + " AND d.collection = @Name AND d.root = @root AND d.removed_at IS NULL ORDER BY d.key",
            new { collection.Workspace, collection.Name, root },
            cancellationToken);
        return [.. rows.Select(row => row.ToState())];
    }

    /// <summary>The documents in search, ordered by workspace, collection and key; without damaged ones if their rows cannot be read.</summary>
    public async Task<IReadOnlyList<DocumentSummary>> ListAsync(ReadScope scope, CancellationToken cancellationToken)
    {
        try
        {
            return await ListAsync(scope, "d.removed_at IS NULL", cancellationToken);
        }
        catch (Exception fault) when (CheckedVersions.IsDamage(fault))
        {
            return await ListAsync(scope, $"d.removed_at IS NULL AND {CheckedVersions.IsWhole}", cancellationToken);
        }
    }

    private async Task<IReadOnlyList<DocumentSummary>> ListAsync(ReadScope scope, string which, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<DocumentRow>(
            $"{DocumentRow.Select} WHERE d.workspace || '/' || d.collection IN {scope.Keys} AND {which} ORDER BY d.workspace, d.collection, d.key",
            scope.Keys.With(new { }),
            cancellationToken);
        return [.. rows.Select(row => row.ToSummary())];
    }

    /// <summary>Whether what is stored of a document's current version is as it was stored.</summary>
    public async Task<bool> IsWholeAsync(DocumentState document, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await CheckedVersions.IsWholeAsync(connection, document.Id, document.Version);
    }

    /// <summary>Which of these documents are currently in search, whole and in the scope. An index that lags behind the store may still show others.</summary>
    public async Task<IReadOnlySet<string>> StillReadableAsync(ReadScope scope, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var wanted = new SqlList<string>("id", ids);
        return (await database.QueryAsync<string>(
            $"SELECT d.id FROM documents d WHERE d.id IN {wanted} AND d.workspace || '/' || d.collection IN {scope.Keys} AND d.removed_at IS NULL AND {CheckedVersions.IsWhole}",
            wanted.With(scope.Keys.With(new { })),
            cancellationToken)).ToHashSet();
    }

    /// <summary>One version with its text; the current one if <paramref name="version"/> is null. Also opens removed documents.</summary>
    /// <returns>Null if the scope does not contain it, or it is damaged.</returns>
    public async Task<DocumentVersion?> OpenAsync(ReadScope scope, string id, int? version, CancellationToken cancellationToken) =>
        await FindVersionAsync(scope, id, version, cancellationToken) is { } found ? await versions.OpenAsync(id, found, cancellationToken) : null;

    /// <summary>The text of a version, to compare parts of it; null if the scope does not contain it, or it cannot be read.</summary>
    internal async Task<StoredText?> ReadTextAsync(ReadScope scope, string id, int version, CancellationToken cancellationToken)
    {
        try
        {
            return await FindVersionAsync(scope, id, version, cancellationToken) is null ? null : await database.FirstOrDefaultAsync<StoredText>(
                "SELECT text, hashes FROM versions WHERE document_id = @id AND version = @version", new { id, version }, cancellationToken);
        }
        catch (Exception fault) when (CheckedVersions.IsDamage(fault) || (fault is DbException store && engine.IsDamage(store)))
        {
            return StoredText.Unreadable;
        }
    }

    /// <summary>Takes a version that does not match its hashes out of use; false if it matches them after all.</summary>
    internal async Task<bool> WithdrawAsync(string id, int version, CancellationToken cancellationToken) =>
        await versions.WithdrawAsync(id, version, cancellationToken) is null;

    /// <summary>The number of a version in the scope; the current one if none is named; null if there is none.</summary>
    private Task<long?> FindVersionAsync(ReadScope scope, string id, int? version, CancellationToken cancellationToken) => database.ScalarAsync<long?>(
        $"""
        SELECT v.version FROM documents d JOIN versions v ON v.document_id = d.id AND v.version = COALESCE(@version, d.current_version)
        WHERE d.id = @id AND d.workspace || '/' || d.collection IN {scope.Keys}
        """,
        scope.Keys.With(new { id, version }),
        cancellationToken);

    /// <summary>The document with this key whose version is lost, since its number is damaged.</summary>
    private static Task<string?> FindWithoutVersionAsync(DbConnection connection, NewVersion content) => connection.ExecuteScalarAsync<string?>(
        "SELECT id FROM documents WHERE workspace = @Workspace AND collection = @Name AND key = @Key",
        new { content.Collection.Workspace, content.Collection.Name, content.Key });

    private static async Task<int> LastVersionAsync(DbConnection connection, string id, DocumentState? known) => (int)Math.Max(
        known?.LastVersion ?? 0, await connection.ExecuteScalarAsync<long?>("SELECT MAX(version) FROM versions WHERE document_id = @id", new { id }) ?? 0);

    private static async Task<DocumentState?> FindStateAsync(
        DbConnection connection, CollectionId collection, string key, string root, CancellationToken cancellationToken)
    {
        var row = await connection.FirstOrDefaultAsync<DocumentStateRow>(
            DocumentStateRow.Select
            + """
               AND d.key = @key AND (d.collection = @Name OR (d.loaded_into = @Name AND d.root = @root))
              ORDER BY CASE WHEN d.root = @root THEN 0 ELSE 1 END, CASE WHEN d.collection = @Name THEN 1 ELSE 0 END LIMIT 1
              """,
            new { collection.Workspace, collection.Name, key, root },
            cancellationToken);
        return row?.ToState();
    }

    private static string NewId() => RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 12);
}

/// <summary>The text of a version with its hashes.</summary>
internal sealed record StoredText(string Text, string Hashes)
{
    public static readonly StoredText Unreadable = new(string.Empty, string.Empty);

    /// <summary>Whether a part is as it was stored.</summary>
    public bool Holds(int start, int end) => VersionHashes.Hold(Hashes, Text, start, end);

    public bool HoldsAll => VersionHashes.Hold(Hashes, Text, 0, Text.Length);
}
