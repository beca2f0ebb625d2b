using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Records what a load did to documents, in the transactions in which it does it.</summary>
internal static class LoadChanges
{
    /// <summary>Records a stored version, or a document that comes from another root now.</summary>
    public static Task NoteAsync(DbConnection connection, string job, SavedVersion saved) => NoteAsync(connection, job, saved.State, saved.State.Version, saved.Before);

    /// <summary>Records a removal.</summary>
    public static Task NoteRemovedAsync(DbConnection connection, string job, DocumentState known) => NoteAsync(connection, job, known, version: null, known);

    private static Task<int> NoteAsync(DbConnection connection, string job, DocumentState state, int? version, DocumentState? before) => connection.ExecuteAsync(
        """
        INSERT INTO load_changes (job_id, document_id, version, root, version_before, root_before, removed_before)
        SELECT id, @Id, @version, @Root, @versionBefore, @rootBefore, @removedBefore FROM load_jobs WHERE id = @job
        ON CONFLICT (job_id, document_id) DO UPDATE SET version = excluded.version, root = excluded.root
        """,
        new
        {
            job, state.Id, version, state.Root, versionBefore = before?.Version, rootBefore = before?.Root ?? string.Empty, removedBefore = before?.RemovedAt,
        });
}

/// <summary>Puts back what a load changed.</summary>
public sealed class LoadUndo(Database database, TimeProvider time)
{
    /// <summary>How long a load can be undone.</summary>
    public const int Days = 30;

    private const int DocumentsPerStep = 50;

    /// <summary>Puts back every document that the load changed: new ones are deleted, changed ones get their version back, removed ones return. Documents
    /// that were changed again since are left as they are. After an interruption, calling it again continues.</summary>
    /// <returns>How many were put back, and which were left, each with the reason.</returns>
    public async Task<UndoneLoad> RunAsync(LoadJob job, CancellationToken cancellationToken)
    {
        var left = new List<LeftDocument>();
        var done = 0;
        IReadOnlyList<LoadChangeRow> step;
        do
        {
            await using var transaction = await database.BeginAsync(cancellationToken);
            step = (await transaction.Connection.QueryAsync<LoadChangeRow>(LoadChangeRow.Select, new { job.Id, last = left.LastOrDefault()?.DocumentId ?? string.Empty, DocumentsPerStep })).AsList();
            foreach (var change in step)
            {
                if (await UndoAsync(transaction.Connection, change) is { } why)
                {
                    left.Add(new LeftDocument(change.DocumentId, change.Key ?? change.DocumentId, why));
                }
                else
                {
                    await transaction.Connection.ExecuteAsync("DELETE FROM load_changes WHERE job_id = @Id AND document_id = @DocumentId", new { job.Id, change.DocumentId });
                    done++;
                }
            }

            await transaction.CommitAsync(cancellationToken);
        }
        while (step.Count == DocumentsPerStep);
        await EndAsync(job, cancellationToken);
        return new UndoneLoad(done, left);
    }

    private async Task EndAsync(LoadJob job, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        await WaitingDocuments.DropAsync(transaction.Connection, "job_id = @Id", new { job.Id });
        await transaction.Connection.ExecuteAsync("DELETE FROM load_changes WHERE job_id = @Id; UPDATE load_jobs SET state = 'Undone' WHERE id = @Id", new { job.Id });
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Undoes one change; returns why not, or null.</summary>
    private async Task<string?> UndoAsync(DbConnection connection, LoadChangeRow change)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (change.CurrentVersion is null)
        {
            return null; // it was deleted meanwhile
        }

        var isAsLeft = change.Version is null
            ? change.RemovedAt is not null && change.CurrentVersion == change.VersionBefore
            : change.RemovedAt is null && change.CurrentVersion == change.Version && change.CurrentRoot == change.Root;
        if (!isAsLeft)
        {
            return "it was changed again since";
        }

        if (change.VersionBefore is null)
        {
            await DocumentDeletion.DeleteAsync(connection, change.DocumentId, now);
            return null;
        }

        if (change.RemovedBefore is null && change.CharactersBefore is null or 0)
        {
            return "its earlier text was deleted since";
        }

        await connection.ExecuteAsync(
            """
            UPDATE documents SET
                last_version = CASE WHEN last_version > current_version THEN last_version ELSE current_version END,
                current_version = @VersionBefore, root = @RootBefore, removed_at = @RemovedBefore
            WHERE id = @DocumentId
            """,
            change);
        await DocumentDeletion.DeleteVersionsAsync(connection, change.DocumentId, (int)change.VersionBefore);
        await ChangeFeed.AppendAsync(connection, change.DocumentId, now);
        return null;
    }

    private sealed record LoadChangeRow(
        string DocumentId, long? Version, string Root, long? VersionBefore, string RootBefore, long? RemovedBefore, string? Key, long? CurrentVersion,
        string? CurrentRoot, long? RemovedAt, long? CharactersBefore)
    {
        public const string Select =
            """
            SELECT c.document_id AS DocumentId, c.version, c.root, c.version_before AS VersionBefore, c.root_before AS RootBefore,
                   c.removed_before AS RemovedBefore, d.key, d.current_version AS CurrentVersion, d.root AS CurrentRoot, d.removed_at AS RemovedAt,
                   v.characters AS CharactersBefore
            FROM load_changes c LEFT JOIN documents d ON d.id = c.document_id
            LEFT JOIN versions v ON v.document_id = c.document_id AND v.version = c.version_before
            WHERE c.job_id = @Id AND c.document_id > @last ORDER BY c.document_id LIMIT @DocumentsPerStep
            """;
    }
}

/// <summary>What undoing a load did.</summary>
public sealed record UndoneLoad(int Done, IReadOnlyList<LeftDocument> Left);

/// <summary>A document that was not put back.</summary>
/// <param name="Why">Without a full stop.</param>
public sealed record LeftDocument(string DocumentId, string Key, string Why);
