using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Privacy;

/// <summary>Deletes documents from the store, where removal only takes them out of search.</summary>
public sealed class DocumentErasure(Database database, TimeProvider time)
{
    private const int DocumentsPerStep = 20;

    private const string Expired =
        """
        FROM documents WHERE removed_at < @before AND (CAST(@workspace AS TEXT) IS NULL OR workspace = @workspace)
        AND EXISTS (SELECT 1 FROM versions v WHERE v.document_id = documents.id AND v.characters > 0)
        """;

    /// <summary>Deletes all documents of a workspace. Followers of the change sequence drop them from their index.</summary>
    public async Task DeleteAllAsync(string workspace, CancellationToken cancellationToken)
    {
        while (await StepAsync("FROM documents WHERE workspace = @workspace", new { workspace }, DeleteAsync, cancellationToken) > 0)
        {
        }
    }

    /// <summary>The number of documents removed before a time that still have a text; a null workspace means all.</summary>
    public async Task<int> CountRemovedAsync(string? workspace, DateTimeOffset before, CancellationToken cancellationToken) =>
        (int)await database.ScalarAsync<long>(
            "SELECT COUNT(*) " + Expired, new { workspace, before = before.ToUnixTimeMilliseconds() }, cancellationToken);

    /// <summary>Deletes the texts of documents removed before a time and returns their number. The removal itself stays recorded, so that they are not
    /// loaded again from a folder.</summary>
    public async Task<int> StripRemovedAsync(string? workspace, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var what = new { workspace, before = before.ToUnixTimeMilliseconds() };
        var total = 0;
        int step;
        do
        {
            step = await StepAsync(Expired, what, DocumentDeletion.StripAsync, cancellationToken);
            total += step;
        }
        while (step > 0);
        return total;
    }

    private async Task<int> StepAsync(string which, object parameters, Func<DbConnection, string, Task> work, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        var ids = (await transaction.Connection.QueryAsync<string>($"SELECT id {which} ORDER BY id LIMIT {DocumentsPerStep}", parameters)).AsList();
        foreach (var id in ids)
        {
            await work(transaction.Connection, id);
        }

        await transaction.CommitAsync(cancellationToken);
        return ids.Count;
    }

    private Task DeleteAsync(DbConnection connection, string id) => DocumentDeletion.DeleteAsync(connection, id, time.GetUtcNow().ToUnixTimeMilliseconds());
}

/// <summary>Deletes a whole workspace in small transactions; after an interruption, calling it again continues.</summary>
public sealed class WorkspaceErasure(Database database, DocumentErasure documents, Originals originals)
{
    /// <summary>Erases a workspace; throws for those of the program itself, which cannot be left.</summary>
    public async Task EraseAsync(string workspace, CancellationToken cancellationToken)
    {
        if (workspace is Workspace.Default or Workspace.Shared)
        {
            throw new ArgumentException($"The workspace {workspace} belongs to the program.", nameof(workspace));
        }

        await documents.DeleteAllAsync(workspace, cancellationToken);
        foreach (var table in StoredTables.All.Where(table => table.Workspace is not (null or StoredTables.OfDocument)))
        {
            await StepwiseDeletion.RunAsync(database, table, table.OfWorkspace, new { workspace }, cancellationToken);
        }

        await originals.DropUnneededAsync(cancellationToken); // of documents that only waited
    }
}
