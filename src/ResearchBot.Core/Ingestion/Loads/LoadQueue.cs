using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Options;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>The requested loads, stored, within the limits.</summary>
public sealed class LoadQueue(Database database, LoadLeases leases, IOptions<LoadingOptions> options, TimeProvider time)
{
    /// <summary>The reason shown for a cancelled load. Who cancelled it is in the audit only, where a person can be forgotten.</summary>
    internal const string Cancelled = "It was cancelled; “audit” says by whom.";

    /// <summary>How long a prepared load waits for its approval.</summary>
    public const int ApprovalDays = 7;

    private const string Open = "(state = 'Queued' OR state = 'Running')";

    /// <summary>Stores a load and leases it to this process. Replaces a load of the same sources whose process is gone.</summary>
    /// <exception cref="UserFacingException">There are too many.</exception>
    public async Task<LoadJob> AddAsync(NewLoad load, CancellationToken cancellationToken)
    {
        await leases.EndGoneAsync(cancellationToken);
        var now = time.GetUtcNow();
        var id = RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 12);
        await using var transaction = await database.BeginAsync(cancellationToken);
        await GiveWayAsync(transaction.Connection, load, id, now);
        await CheckLimitsAsync(transaction.Connection, load);
        await transaction.Connection.ExecuteAsync(
            """
            INSERT INTO load_jobs (id, workspace, person, channel, platform, address, collection, prune, dry_run, state, total, created_at, holder, held_until)
            VALUES (@id, @Workspace, @Person, @Channel, @Platform, @Address, @Name, @prune, @kind, 'Queued', 0, @now, @Holder, @Until)
            """,
            new
            {
                id, load.Collection.Workspace, load.Person, load.Channel, load.To.Platform, load.To.Address, load.Collection.Name,
                prune = load.PrunesAll ? LoadJobRow.PruneAll : load.Prune ? 1L : 0L, kind = load.IsDryRun ? (long)LoadKind.DryRun : 0, now = now.ToUnixTimeMilliseconds(), leases.Holder, leases.Until,
            });
        await transaction.Connection.ExecuteAsync(
            "INSERT INTO load_sources (job_id, ordinal, kind, address, root, complete) VALUES (@id, @ordinal, @Kind, @Text, @Root, 0)",
            load.Sources.Select((source, ordinal) => new { id, ordinal, source.Address.Kind, source.Address.Text, source.Root }));
        await transaction.CommitAsync(cancellationToken);
        return new LoadJob(id, load.Collection, load.Person, load.Channel, load.To, load.Prune, LoadState.Queued, null, 0, now, IsHeld: true)
        {
            Kind = load.IsDryRun ? LoadKind.DryRun : LoadKind.Load, PrunesAll = load.PrunesAll,
        };
    }

    /// <summary>Opens a prepared load again so that its documents are stored, and leases it to this process; null if it is not prepared.</summary>
    public async Task<LoadJob?> ApproveAsync(LoadJob job, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        var approved = await transaction.Connection.ExecuteAsync(
            """
            UPDATE load_jobs SET state = 'Running', dry_run = @kind, reason = NULL, finished_at = NULL, told_at = NULL, holder = @Holder, held_until = @Until
            WHERE id = @Id AND workspace = @Workspace AND state = 'Prepared'
            """,
            new { kind = (long)LoadKind.Approved, leases.Holder, leases.Until, job.Id, job.Workspace });
        if (approved == 0)
        {
            return null;
        }

        await transaction.Connection.ExecuteAsync(
            "UPDATE load_files SET status = NULL, reason = NULL WHERE job_id = @Id AND status IN ('New', 'Changed', 'Duplicate', 'Held')", new { job.Id });
        await transaction.CommitAsync(cancellationToken);
        return job with { State = LoadState.Running, Kind = LoadKind.Approved, IsHeld = true };
    }

    /// <summary>Drops a prepared load with the documents that wait for it; false if it is not prepared.</summary>
    public async Task<bool> DropAsync(LoadJob job, CancellationToken cancellationToken)
    {
        var dropped = await database.ExecuteAsync(
            "UPDATE load_jobs SET state = 'Dropped' WHERE id = @Id AND workspace = @Workspace AND state = 'Prepared'", new { job.Id, job.Workspace }, cancellationToken);
        await DropWaitingAsync(cancellationToken);
        return dropped > 0;
    }

    /// <summary>Drops the prepared loads that nobody approved in time, and the documents that wait for no load.</summary>
    public async Task ExpireAsync(CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            "UPDATE load_jobs SET state = 'Dropped', reason = @reason WHERE state = 'Prepared' AND finished_at < @before",
            new { reason = $"Nobody approved it within {ApprovalDays} days.", before = time.GetUtcNow().AddDays(-ApprovalDays).ToUnixTimeMilliseconds() },
            cancellationToken);
        await DropWaitingAsync(cancellationToken);
    }

    private async Task DropWaitingAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        await WaitingDocuments.DropAsync(
            transaction.Connection,
            "held = 0 AND NOT EXISTS (SELECT 1 FROM load_jobs j WHERE j.id = job_id AND j.state IN ('Queued', 'Running', 'Prepared'))",
            new { });
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Cancels a load of a workspace, at the latest after its current file. Returns whether it was open.</summary>
    public async Task<bool> CancelAsync(string workspace, string id, string person, CancellationToken cancellationToken)
    {
        await leases.EndGoneAsync(cancellationToken);
        return await database.ExecuteAsync(
            $"""
            UPDATE load_jobs SET
                cancelled_by = @person, reason = @reason,
                finished_at = CASE WHEN state = 'Queued' OR held_until < @now THEN @now END,
                state = CASE WHEN state = 'Queued' OR held_until < @now THEN 'Cancelled' ELSE state END
            WHERE id = @id AND workspace = @workspace AND {Open}
            """,
            new { id, workspace, person, reason = Cancelled, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken) > 0;
    }

    private static async Task GiveWayAsync(DbConnection connection, NewLoad load, string id, DateTimeOffset now)
    {
        var abandoned = await connection.QueryAsync<string>(
            $"SELECT id FROM load_jobs WHERE workspace = @Workspace AND person = @Person AND collection = @Name AND {Open} AND held_until < @now",
            new { load.Collection.Workspace, load.Person, load.Collection.Name, now = now.ToUnixTimeMilliseconds() });
        foreach (var old in abandoned)
        {
            var sources = await connection.QueryAsync<(string Kind, string Text)>(
                "SELECT kind, address FROM load_sources WHERE job_id = @old ORDER BY ordinal", new { old });
            if (sources.SequenceEqual(load.Sources.Select(source => (source.Address.Kind, source.Address.Text))))
            {
                await connection.ExecuteAsync(
                    "UPDATE load_jobs SET state = 'Cancelled', reason = @reason, finished_at = @now, told_at = @now WHERE id = @old",
                    new { old, reason = $"It was asked for again as {id}.", now = now.ToUnixTimeMilliseconds() });
            }
        }
    }

    private async Task CheckLimitsAsync(DbConnection connection, NewLoad load)
    {
        var (all, own) = await connection.QuerySingleAsync<(long, long)>(
            $"SELECT COUNT(*), COALESCE(SUM(CASE WHEN person = @Person THEN 1 ELSE 0 END), 0) FROM load_jobs WHERE workspace = @Workspace AND told_at IS NULL AND {Open}",
            new { load.Collection.Workspace, load.Person });
        if (own >= options.Value.MaxQueuedJobsPerPerson)
        {
            throw TooMany($"You have {own.ToString(CultureInfo.InvariantCulture)} loads on their way", nameof(LoadingOptions.MaxQueuedJobsPerPerson));
        }

        if (all >= options.Value.MaxQueuedJobsPerWorkspace)
        {
            throw TooMany($"There are {all.ToString(CultureInfo.InvariantCulture)} loads on their way here", nameof(LoadingOptions.MaxQueuedJobsPerWorkspace));
        }
    }

    private static UserFacingException TooMany(string what, string setting) => new(
        $"{what}, and no more are taken (Loading:{setting}). Wait until one is done, or end one: “loads list” shows them, “loads cancel” ends one.");
}
