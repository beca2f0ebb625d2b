using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>The collections and their documents. Every write is committed and synced when the call returns.</summary>
public sealed class CollectionStore(Database database, TimeProvider time)
{
    /// <summary>Creates an empty collection; false if the name is taken.</summary>
    public async Task<bool> CreateAsync(CollectionId collection, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await AddAsync(connection, collection, time.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
    }

    /// <summary>Creates an empty collection unless it exists, in the connection's transaction if there is one; returns whether it was created.</summary>
    /// <exception cref="ArgumentException">Not a valid workspace id.</exception>
    internal static async Task<bool> AddAsync(DbConnection connection, CollectionId collection, long now, CancellationToken cancellationToken)
    {
        if (collection != CollectionId.Seeds)
        {
            Workspace.Check(collection.Workspace);
        }

        return await connection.ExecuteAsync(
            "INSERT INTO collections (workspace, name, created_at) VALUES (@Workspace, @Name, @now) ON CONFLICT DO NOTHING",
            new { collection.Workspace, collection.Name, now },
            cancellationToken) > 0;
    }

    public async Task<bool> ExistsAsync(CollectionId collection, CancellationToken cancellationToken) =>
        await database.ScalarAsync<long>(
            "SELECT COUNT(*) FROM collections WHERE workspace = @Workspace AND name = @Name",
            new { collection.Workspace, collection.Name },
            cancellationToken) > 0;

    /// <summary>The collections of a scope, ordered by workspace and name.</summary>
    public async Task<IReadOnlyList<CollectionSummary>> ListAsync(ReadScope scope, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Workspace, string Name, long Documents)>(
            $"""
            SELECT c.workspace, c.name, COUNT(d.id) FROM collections c
            LEFT JOIN documents d ON d.workspace = c.workspace AND d.collection = c.name AND d.removed_at IS NULL
            WHERE c.workspace || '/' || c.name IN {scope.Keys} GROUP BY c.workspace, c.name ORDER BY c.workspace, c.name
            """,
            scope.Keys.With(new { }),
            cancellationToken);
        return [.. rows.Select(row => new CollectionSummary(new CollectionId(row.Workspace, row.Name), (int)row.Documents))];
    }

    /// <summary>Moves a document with all its versions to another, existing collection of its workspace. Its original collection is remembered, so that the
    /// next load of its file finds it.</summary>
    /// <param name="scope">What the audience may read; documents outside it count as missing.</param>
    /// <returns>False if another document, even a removed one, has its key there.</returns>
    public async Task<bool> MoveAsync(ReadScope scope, string id, CollectionId to, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        var moved = await transaction.Connection.ExecuteAsync(
            $"""
            UPDATE documents SET loaded_into = COALESCE(loaded_into, collection), collection = @Name
            WHERE id = @id AND workspace = @Workspace AND workspace || '/' || collection IN {scope.Keys} AND NOT EXISTS (
                SELECT 1 FROM documents o WHERE o.workspace = @Workspace AND o.collection = @Name AND o.key = documents.key)
            """,
            scope.Keys.With(new { id, to.Workspace, to.Name }));
        if (moved == 0)
        {
            return false;
        }

        await ChangeFeed.AppendAsync(transaction.Connection, id, time.GetUtcNow().ToUnixTimeMilliseconds());
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>A named set of documents inside a workspace: the unit of rights, search scope and index.</summary>
/// <param name="Workspace">The workspace that owns it.</param>
/// <param name="Name">Lower-case letters, digits and dashes; unique in its workspace.</param>
public readonly record struct CollectionId(string Workspace, string Name)
{
    /// <summary>The read-only collection that comes with the program and is readable by every workspace.</summary>
    public static readonly CollectionId Seeds = new(ResearchBot.Core.Documents.Workspace.Shared, "seeds");

    /// <summary>The collection of a load that names none.</summary>
    public const string DefaultName = "documents";
}

/// <summary>A collection with its number of documents in search.</summary>
public sealed record CollectionSummary(CollectionId Collection, int Documents);
