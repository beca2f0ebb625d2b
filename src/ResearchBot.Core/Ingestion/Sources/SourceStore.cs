using System.Security.Cryptography;
using Dapper;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Ingestion.Sources;

/// <summary>The sources that are followed, each with its schedule and what its last refreshes missed.</summary>
public sealed class SourceStore(Database database, TimeProvider time)
{
    private const int MinutesOfJitter = 10; // so that sources of one hour do not all come at once

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Follows a source that was loaded; one that is followed already keeps its schedule unless another is given.</summary>
    /// <param name="hours">Between refreshes; null if nothing was said of it.</param>
    public Task RememberAsync(
        CollectionId collection, DocumentSource source, int? hours, string person, ReplyAddress to, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            INSERT INTO sources (id, workspace, collection, kind, address, root, every_hours, due_at, added_by, added_at, platform, told_to, refreshed_at, outcome, failing, holder, held_until)
            VALUES (@id, @Workspace, @Name, @Kind, @Text, @Root, COALESCE(@hours, 0), @due, @person, @Now, @Platform, @Address, @Now, 'loaded', 0, '', 0)
            ON CONFLICT (workspace, collection, kind, address) DO UPDATE SET
                every_hours = COALESCE(@hours, sources.every_hours), due_at = CASE WHEN @hours IS NULL THEN sources.due_at ELSE @due END,
                root = excluded.root, refreshed_at = excluded.refreshed_at, outcome = excluded.outcome, failing = 0
            """,
            new
            {
                id = RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 8), collection.Workspace, collection.Name, source.Address.Kind, source.Address.Text,
                source.Root, hours = (long?)hours, due = Due(hours ?? 0), person, Now, to.Platform, to.Address,
            },
            cancellationToken);

    /// <summary>The sources of a workspace, in the order of their addresses.</summary>
    public async Task<IReadOnlyList<FollowedSource>> ListAsync(string workspace, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<SourceRow>(
            SourceRow.Select + " WHERE s.workspace = @workspace ORDER BY s.collection, s.address, s.id", new { workspace }, cancellationToken);
        return [.. rows.Select(row => row.ToSource())];
    }

    public async Task<FollowedSource?> FindAsync(string workspace, string id, CancellationToken cancellationToken)
    {
        var row = await database.FirstOrDefaultAsync<SourceRow>(
            SourceRow.Select + " WHERE s.workspace = @workspace AND s.id = @id", new { workspace, id }, cancellationToken);
        return row?.ToSource();
    }

    /// <summary>Stops following a source; its documents stay.</summary>
    public Task<int> RemoveAsync(FollowedSource source, CancellationToken cancellationToken) =>
        database.ExecuteAsync("DELETE FROM source_misses WHERE source_id = @Id; DELETE FROM sources WHERE id = @Id", new { source.Id }, cancellationToken);

    /// <summary>Sets the hours between refreshes; 0 means only when asked.</summary>
    public Task ScheduleAsync(FollowedSource source, int hours, CancellationToken cancellationToken) => database.ExecuteAsync(
        "UPDATE sources SET every_hours = @hours, due_at = @due WHERE id = @Id", new { source.Id, hours = (long)hours, due = Due(hours) }, cancellationToken);

    /// <summary>The source whose turn it is among those that are due: workspaces take turns. Null if none is due or one of those given.</summary>
    internal async Task<FollowedSource?> FindDueAsync(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken)
    {
        var wanted = new SqlList<string>("kind", kinds);
        var row = await database.FirstOrDefaultAsync<SourceRow>(
            SourceRow.Select
            + $"""
               WHERE s.due_at <= @Now AND s.held_until < @Now AND s.job_id IS NULL AND s.kind IN {wanted}
              ORDER BY COALESCE((SELECT MAX(o.refreshed_at) FROM sources o WHERE o.workspace = s.workspace AND o.every_hours > 0), 0), s.due_at, s.id LIMIT 1
              """,
            wanted.With(new { Now }),
            cancellationToken);
        return row?.ToSource();
    }

    /// <summary>Sources whose refresh was begun by a process that is gone.</summary>
    internal async Task<IReadOnlyList<FollowedSource>> AbandonedAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<SourceRow>(
            SourceRow.Select + " WHERE s.job_id IS NOT NULL AND s.held_until < @Now ORDER BY s.id", new { Now }, cancellationToken);
        return [.. rows.Select(row => row.ToSource())];
    }

    /// <summary>Notes the load that refreshes a source, and when the next is due.</summary>
    internal Task BeginAsync(FollowedSource source, string job, CancellationToken cancellationToken) => database.ExecuteAsync(
        "UPDATE sources SET job_id = @job, due_at = @due WHERE id = @Id", new { source.Id, job, due = Due(source.EveryHours) }, cancellationToken);

    /// <summary>Puts a refresh that could not begin off for a while.</summary>
    internal Task PutOffAsync(FollowedSource source, TimeSpan pause, CancellationToken cancellationToken) => database.ExecuteAsync(
        "UPDATE sources SET due_at = @due WHERE id = @Id AND due_at IS NOT NULL", new { source.Id, due = Now + (long)pause.TotalMilliseconds }, cancellationToken);

    /// <summary>How often the last refreshes missed documents of a source.</summary>
    internal async Task<IReadOnlyDictionary<string, int>> MissesAsync(string id, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Document, long Misses)>(
            "SELECT document_id, misses FROM source_misses WHERE source_id = @id", new { id }, cancellationToken);
        return rows.ToDictionary(row => row.Document, row => (int)row.Misses);
    }

    /// <summary>Ends a refresh and counts what it missed, once: false if somebody else has ended it.</summary>
    /// <param name="alongside">Written in the same transaction.</param>
    internal async Task<bool> EndAsync(
        FollowedSource source, string? job, RefreshOutcome outcome, IReadOnlyDictionary<string, int>? misses, Func<System.Data.Common.DbConnection, Task> alongside,
        CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        var ended = await transaction.Connection.ExecuteAsync(
            "UPDATE sources SET job_id = NULL, refreshed_at = @Now, outcome = @Text, failing = @failing WHERE id = @Id AND job_id = @job",
            new { source.Id, job, Now, outcome.Text, failing = outcome.IsFailure ? 1L : 0L });
        if (ended == 0)
        {
            return false;
        }

        if (misses is not null)
        {
            await transaction.Connection.ExecuteAsync("DELETE FROM source_misses WHERE source_id = @Id", new { source.Id });
            await transaction.Connection.ExecuteAsync(
                "INSERT INTO source_misses (source_id, document_id, misses) VALUES (@Id, @Key, @Value)",
                misses.Select(miss => new { source.Id, miss.Key, Value = (long)miss.Value }));
        }

        await alongside(transaction.Connection);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Forgets that documents were missed which are removed now.</summary>
    internal Task ForgetMissesAsync(string id, IReadOnlyCollection<string> documents, CancellationToken cancellationToken)
    {
        var removed = new SqlList<string>("document", documents);
        return database.ExecuteAsync($"DELETE FROM source_misses WHERE source_id = @id AND document_id IN {removed}", removed.With(new { id }), cancellationToken);
    }

    private long? Due(int hours)
    {
        if (hours == 0)
        {
            return null;
        }

        var jitter = TimeSpan.FromMinutes(Math.Min(MinutesOfJitter, hours * 6) * RandomNumberGenerator.GetInt32(1000) / 1000.0);
        return Now + (long)(TimeSpan.FromHours(hours) + jitter).TotalMilliseconds;
    }
}

/// <summary>A source that is followed.</summary>
/// <param name="EveryHours">Hours between refreshes; 0 means only when asked.</param>
/// <param name="AddedBy">Who loaded it first.</param>
/// <param name="To">Where it was loaded from.</param>
/// <param name="Outcome">What became of it the last time, for a person.</param>
/// <param name="IsFailing">Whether that was a failure.</param>
/// <param name="Job">The load that refreshes it now; null if none does.</param>
public sealed record FollowedSource(
    string Id, CollectionId Collection, SourceAddress Address, string Root, int EveryHours, DateTimeOffset? DueAt, string AddedBy, ReplyAddress To,
    DateTimeOffset? RefreshedAt, string Outcome, bool IsFailing, string? Job);

/// <summary>What became of a refresh, for a person.</summary>
internal sealed record RefreshOutcome(string Text, bool IsFailure);

internal sealed record SourceRow(
    string Id, string Workspace, string Collection, string Kind, string Address, string Root, long EveryHours, long? DueAt, string AddedBy, string Platform,
    string ToldTo, long? RefreshedAt, string Outcome, long Failing, string? JobId)
{
    public const string Select =
        """
        SELECT s.id, s.workspace, s.collection, s.kind, s.address, s.root, s.every_hours AS EveryHours, s.due_at AS DueAt, s.added_by AS AddedBy, s.platform,
               s.told_to AS ToldTo, s.refreshed_at AS RefreshedAt, s.outcome, s.failing, s.job_id AS JobId
        FROM sources s
        """;

    public FollowedSource ToSource() => new(
        Id, new CollectionId(Workspace, Collection), new SourceAddress(Kind, Address), Root, (int)EveryHours, At(DueAt), AddedBy, new ReplyAddress(Platform, ToldTo),
        At(RefreshedAt), Outcome, Failing != 0, JobId);

    private static DateTimeOffset? At(long? milliseconds) => milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
