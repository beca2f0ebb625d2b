using System.Data.Common;
using Dapper;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Records the work of loads leased by this process. Every write is committed and synced when the call returns.</summary>
public sealed class LoadStore(Database database, LoadLeases leases, TimeProvider time)
{
    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The oldest open load of each workspace among those leased by this process.</summary>
    internal async Task<IReadOnlyList<LoadJob>> NextAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<LoadJobRow>(
            $"""
            SELECT {LoadJobRow.Columns} FROM load_jobs j
            WHERE j.told_at IS NULL AND j.holder = @Holder AND (j.state = 'Queued' OR j.state = 'Running') AND NOT EXISTS (
                SELECT 1 FROM load_jobs o WHERE o.told_at IS NULL AND o.workspace = j.workspace AND o.holder = @Holder
                AND (o.state = 'Queued' OR o.state = 'Running')
                AND (o.created_at < j.created_at OR (o.created_at = j.created_at AND o.id < j.id)))
            """,
            new { leases.Holder },
            cancellationToken);
        return [.. rows.Select(row => row.ToJob(time.GetUtcNow()))];
    }

    /// <summary>Some loads that ended here and were not reported yet.</summary>
    internal async Task<IReadOnlyList<LoadJob>> UntoldAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<LoadJobRow>(
            $"""
            SELECT {LoadJobRow.Columns} FROM load_jobs j
            WHERE j.told_at IS NULL AND j.holder = @Holder AND j.state <> 'Queued' AND j.state <> 'Running' ORDER BY j.created_at, j.id LIMIT 50
            """,
            new { leases.Holder },
            cancellationToken);
        return [.. rows.Select(row => row.ToJob(time.GetUtcNow()))];
    }

    /// <summary>The number of files that a workspace has loaded or is loading since a moment.</summary>
    internal Task<long> FilesSinceAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ScalarAsync<long>(
            "SELECT COALESCE(SUM(total), 0) FROM load_jobs WHERE workspace = @workspace AND created_at >= @since",
            new { workspace, since = since.ToUnixTimeMilliseconds() },
            cancellationToken);

    /// <summary>Stores the list of a load's files and marks it as running; false if another process has taken it over.</summary>
    internal async Task<bool> StartAsync(
        string id, IReadOnlyList<LoadSource> sources, IReadOnlyList<LoadFile> files, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        var started = await transaction.Connection.ExecuteAsync(
            "UPDATE load_jobs SET state = 'Running', started_at = @Now, total = @Count WHERE id = @id AND state = 'Queued' AND holder = @Holder",
            new { id, Now, files.Count, leases.Holder });
        if (started == 0)
        {
            return false;
        }

        await transaction.Connection.ExecuteAsync(
            "UPDATE load_sources SET root = @Root, complete = @complete WHERE job_id = @id AND ordinal = @ordinal",
            sources.Select((source, ordinal) => new { id, ordinal, source.Root, complete = source.IsComplete ? 1L : 0L }));
        await transaction.Connection.ExecuteAsync(
            """
            INSERT INTO load_files (job_id, ordinal, source, key, path, status, reason)
            VALUES (@id, @Ordinal, @Source, @Key, @Path, @status, @reason)
            """,
            files.Select(file => new { id, file.Ordinal, file.Source, file.Key, file.Path, status = file.Result?.Status.ToString(), reason = file.Result?.Reason }));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    internal async Task<IReadOnlyList<LoadSource>> SourcesAsync(string id, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Kind, string Text, string Root, long Complete)>(
            "SELECT kind, address, root, complete FROM load_sources WHERE job_id = @id ORDER BY ordinal", new { id }, cancellationToken);
        return [.. rows.Select(row => new LoadSource(new SourceAddress(row.Kind, row.Text), row.Root, row.Complete != 0))];
    }

    /// <summary>The next files of a load after an ordinal, done or not.</summary>
    internal async Task<IReadOnlyList<LoadFile>> FilesAsync(string id, int after, int most, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<LoadFileRow>(
            LoadFileRow.Select + " AND ordinal > @after ORDER BY ordinal LIMIT @most", new { id, after, most }, cancellationToken);
        return [.. rows.Select(row => row.ToFile())];
    }

    /// <summary>Stores results of files in the caller's transaction.</summary>
    internal static Task NoteAsync(DbConnection connection, string id, IEnumerable<KeyValuePair<int, FileResult>> results) => connection.ExecuteAsync(
        """
        UPDATE load_files SET status = @status, reason = @Reason, remark = @Remark, document_id = @DocumentId, version = @Version, chunks = @Chunks
        WHERE job_id = @id AND ordinal = @Key
        """,
        results.Select(one => new
        {
            id, one.Key, status = one.Value.Status.ToString(), one.Value.Reason, one.Value.Remark, one.Value.DocumentId, one.Value.Version, one.Value.Chunks,
        }));

    /// <summary>Stores results of files in a transaction of their own.</summary>
    internal async Task NoteAsync(string id, IReadOnlyDictionary<int, FileResult> results, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        await NoteAsync(transaction.Connection, id, results);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether somebody cancelled a running load.</summary>
    internal async Task<bool> IsCancelledAsync(string id, CancellationToken cancellationToken) =>
        await database.ScalarAsync<long>(
            "SELECT COUNT(*) FROM load_jobs WHERE id = @id AND cancelled_by IS NOT NULL", new { id }, cancellationToken) > 0;

    /// <summary>Records why a load waits.</summary>
    internal Task NoteWaitAsync(string id, string reason, CancellationToken cancellationToken) => database.ExecuteAsync(
        "UPDATE load_jobs SET reason = @reason WHERE id = @id AND holder = @Holder", new { id, reason, leases.Holder }, cancellationToken);

    /// <summary>Ends a load; false if another process has taken it over.</summary>
    internal async Task<bool> EndAsync(string id, LoadState state, string? reason, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            """
            UPDATE load_jobs SET state = @state, reason = @reason, finished_at = @Now
            WHERE id = @id AND holder = @Holder AND (state = 'Queued' OR state = 'Running')
            """,
            new { id, state = state.ToString(), reason, Now, leases.Holder },
            cancellationToken) > 0;

    /// <summary>Claims the reporting of a load's end; false if somebody else has claimed it.</summary>
    internal async Task<bool> TakeTellingAsync(string id, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(TakeTelling, new { id, Now, leases.Holder }, cancellationToken) > 0;

    /// <summary>The same, adding a notice in the same transaction.</summary>
    internal async Task TellLaterAsync(LoadJob job, Func<DbConnection, Task> add, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        if (await transaction.Connection.ExecuteAsync(TakeTelling, new { id = job.Id, Now, leases.Holder }) > 0)
        {
            await add(transaction.Connection);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private const string TakeTelling = "UPDATE load_jobs SET told_at = @Now WHERE id = @id AND holder = @Holder AND told_at IS NULL";
}

internal sealed record LoadFileRow(
    long Ordinal, long Source, string Key, string Path, string? Status, string? Reason, string? Remark, string? DocumentId, long? Version, long? Chunks)
{
    public const string Select =
        "SELECT ordinal, source, key, path, status, reason, remark, document_id AS DocumentId, version, chunks FROM load_files WHERE job_id = @id";

    public LoadFile ToFile() => new((int)Ordinal, (int)Source, Key, Path, Status is null ? null
        : new FileResult(Path, Enum.Parse<FileStatus>(Status), Reason, DocumentId, (int?)Version, (int?)Chunks) { Remark = Remark });
}

internal sealed record LoadJobRow(
    string Id,
    string Workspace,
    string Collection,
    string Person,
    string? Channel,
    string Platform,
    string Address,
    long Prune,
    long Kind,
    string State,
    string? Reason,
    long Total,
    long CreatedAt,
    long HeldUntil)
{
    public const string Columns =
        """
        j.id, j.workspace, j.collection, j.person, j.channel, j.platform, j.address, j.prune, j.dry_run AS Kind, j.state, j.reason, j.total,
        j.created_at AS CreatedAt, j.held_until AS HeldUntil
        """;

    /// <summary>The value of <c>prune</c> for a load that removes even all.</summary>
    public const long PruneAll = 2;

    public LoadJob ToJob(DateTimeOffset now) => new(
        Id,
        new CollectionId(Workspace, Collection),
        Person,
        Channel,
        new ReplyAddress(Platform, Address),
        Prune != 0,
        Enum.Parse<LoadState>(State),
        Reason,
        (int)Total,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        HeldUntil > now.ToUnixTimeMilliseconds())
    {
        Kind = (LoadKind)Kind, PrunesAll = Prune == PruneAll,
    };
}
