using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Past and running loads of a workspace, for those who ask about them.</summary>
public sealed class LoadHistory(DbDataSource database, TimeProvider time)
{
    /// <summary>The last loads, those on their way first.</summary>
    /// <param name="workspace">The tenant.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<LoadSummary>> ListAsync(string workspace, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<LoadJobRow>(new CommandDefinition(
            $"""
            SELECT {LoadJobRow.Columns} FROM load_jobs j WHERE j.workspace = @workspace
            ORDER BY CASE WHEN j.state = 'Queued' OR j.state = 'Running' THEN 0 ELSE 1 END, j.created_at DESC, j.id LIMIT @most
            """,
            new { workspace, most },
            cancellationToken: cancellationToken));
        var found = new List<LoadSummary>();
        foreach (var row in rows)
        {
            found.Add(await SumAsync(connection, row, cancellationToken));
        }

        return found;
    }

    /// <summary>One load, or null where the workspace has none of this id.</summary>
    public async Task<LoadSummary?> FindAsync(string workspace, string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<LoadJobRow>(new CommandDefinition(
            $"SELECT {LoadJobRow.Columns} FROM load_jobs j WHERE j.workspace = @workspace AND j.id = @id", new { workspace, id }, cancellationToken: cancellationToken));
        return row is null ? null : await SumAsync(connection, row, cancellationToken);
    }

    /// <summary>The path of each file of a load with what became of it (null: nothing yet); those that were not loaded first.</summary>
    /// <param name="id">The load.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<(string Path, FileResult? Result)>> FilesAsync(string id, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<LoadFileRow>(new CommandDefinition(
            LoadFileRow.Select
            + " ORDER BY CASE WHEN status = 'Failed' OR status = 'Refused' THEN 0 WHEN status IS NULL THEN 1 ELSE 2 END, ordinal LIMIT @most",
            new { id, most },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => (row.Path, row.ToFile().Result))];
    }

    private async Task<LoadSummary> SumAsync(DbConnection connection, LoadJobRow row, CancellationToken cancellationToken)
    {
        var counts = await connection.QueryAsync<(string Status, long Files)>(new CommandDefinition(
            "SELECT status, COUNT(*) FROM load_files WHERE job_id = @Id AND status IS NOT NULL GROUP BY status", new { row.Id }, cancellationToken: cancellationToken));
        return new LoadSummary(row.ToJob(time.GetUtcNow()), counts.ToDictionary(count => Enum.Parse<FileStatus>(count.Status), count => (int)count.Files));
    }
}
