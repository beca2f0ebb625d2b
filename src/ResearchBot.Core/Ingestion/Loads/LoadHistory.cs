using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Past and running loads of a workspace.</summary>
public sealed class LoadHistory(Database database, TimeProvider time)
{
    /// <summary>The last loads, running ones first.</summary>
    public async Task<IReadOnlyList<LoadSummary>> ListAsync(string workspace, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<LoadJobRow>(
            $"""
            SELECT {LoadJobRow.Columns} FROM load_jobs j WHERE j.workspace = @workspace
            ORDER BY CASE WHEN j.state = 'Queued' OR j.state = 'Running' THEN 0 ELSE 1 END, j.created_at DESC, j.id LIMIT @most
            """,
            new { workspace, most },
            cancellationToken);
        var found = new List<LoadSummary>();
        foreach (var row in rows)
        {
            found.Add(await SumAsync(connection, row, cancellationToken));
        }

        return found;
    }

    public async Task<LoadSummary?> FindAsync(string workspace, string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.FirstOrDefaultAsync<LoadJobRow>(
            $"SELECT {LoadJobRow.Columns} FROM load_jobs j WHERE j.workspace = @workspace AND j.id = @id", new { workspace, id }, cancellationToken);
        return row is null ? null : await SumAsync(connection, row, cancellationToken);
    }

    /// <summary>The path of each file of a load with what became of it (null: nothing yet); those that were not loaded first.</summary>
    /// <param name="id">The load.</param>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<(string Path, FileResult? Result)>> FilesAsync(string id, int most, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<LoadFileRow>(
            LoadFileRow.Select
            + " ORDER BY CASE WHEN status IN ('Failed', 'Refused', 'Held') THEN 0 WHEN status IS NULL THEN 1 ELSE 2 END, ordinal LIMIT @most",
            new { id, most },
            cancellationToken);
        return [.. rows.Select(row => (row.Path, row.ToFile().Result))];
    }

    private async Task<LoadSummary> SumAsync(DbConnection connection, LoadJobRow row, CancellationToken cancellationToken)
    {
        var counts = await connection.QueryAsync<(string Status, long Files)>(
            "SELECT status, COUNT(*) FROM load_files WHERE job_id = @Id AND status IS NOT NULL GROUP BY status", new { row.Id }, cancellationToken);
        return new LoadSummary(row.ToJob(time.GetUtcNow()), counts.ToDictionary(count => Enum.Parse<FileStatus>(count.Status), count => (int)count.Files));
    }
}

/// <summary>Lists the files of a load before the first of them is loaded.</summary>
public sealed class LoadListing(LoadStore store, IOptions<LoadingOptions> options, TimeProvider time)
{
    internal const string Lost = "It can be opened no longer. Attach or name it again.";

    /// <summary>Lists and stores the files; returns their number, or null if another process has taken over the load.</summary>
    /// <exception cref="UserFacingException">A source cannot be listed, or there are too many files.</exception>
    internal async Task<int?> RunAsync(LoadJob job, IReadOnlyList<DocumentSource?> sources, IReadOnlyList<LoadSource> stored, CancellationToken cancellationToken)
    {
        var listed = new List<LoadSource>();
        var files = new List<LoadFile>();
        var seen = new HashSet<(string Root, string Key)>();
        var paths = new Dictionary<string, string>();
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is not { } source)
            {
                var (_, name) = stored[i].Address;
                files.Add(new LoadFile(files.Count, i, name, name, new FileResult(name, FileStatus.Failed, Lost, null, null, null)));
                listed.Add(stored[i]);
                continue;
            }

            foreach (var file in await source.ListAsync(cancellationToken))
            {
                if (seen.Add((source.Root, file.Key))) // a file named twice is one file
                {
                    var refused = paths.TryAdd(file.Key, file.Path) ? null
                        : new FileResult(file.Path, FileStatus.Refused, DocumentIngestor.SameKey(paths[file.Key], file.Key), null, null, null);
                    files.Add(new LoadFile(files.Count, i, file.Key, file.Path, refused));
                }
            }

            listed.Add(new LoadSource(source.Address, source.Root, source.IsComplete));
        }

        await CheckLimitsAsync(job, files.Count, cancellationToken);
        return await store.StartAsync(job.Id, listed, files, cancellationToken) ? files.Count : null;
    }

    private async Task CheckLimitsAsync(LoadJob job, int count, CancellationToken cancellationToken)
    {
        var most = options.Value.MaxFilesPerJob;
        if (count > most)
        {
            throw new UserFacingException(
                $"It has {Write(count)} files; one load may have {Write(most)} (Loading:MaxFilesPerJob). Load its folders one after the other.");
        }

        most = options.Value.MaxFilesPerDayPerWorkspace;
        if (most > 0)
        {
            var left = Math.Max(0, most - await store.FilesSinceAsync(job.Workspace, time.GetUtcNow().AddDays(-1), cancellationToken));
            if (count > left)
            {
                throw new UserFacingException(
                    $"It has {Write(count)} files; {Write(left)} of {Write(most)} are left for these 24 hours (Loading:MaxFilesPerDayPerWorkspace). Load fewer, or the rest tomorrow.");
            }
        }
    }

    private static string Write(long number) => number.ToString(CultureInfo.InvariantCulture);
}
