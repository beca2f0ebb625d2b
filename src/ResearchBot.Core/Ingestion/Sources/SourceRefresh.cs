using System.Data.Common;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Ingestion.Sources;

/// <summary>Loads followed sources again: each refresh is an ordinary stored load, so that one which is killed goes on; its end is counted once, by
/// whichever process sees it. A document that three refreshes in a row miss is removed.</summary>
public sealed partial class SourceRefresh(
    SourceStore sources, NamedSources named, IEnumerable<SourceOpener> openers, LoadQueue queue, LoadTurns turns, LoadWorker worker, LoadStore loads, LoadHistory history,
    DocumentStore documents, SourceReports reports, Database database, IProcessNames process, TimeProvider time, ILogger<SourceRefresh> logger)
{
    /// <summary>Who refreshes by schedule, in loads and in the audit.</summary>
    public const string Schedule = "schedule";

    private const int MissesUntilRemoved = 3;
    private const int FewDocuments = 3;

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PutOff = TimeSpan.FromMinutes(10);

    private readonly Lease _lease = new(database, time, "sources", TimeSpan.FromSeconds(90), process.Own + " ");
    private readonly string[] _kinds = [.. openers.Select(opener => opener.Kind)];

    /// <summary>Ends what other processes left behind, then refreshes what is due, one source after the other.</summary>
    /// <returns>How many were refreshed.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        await EndGoneAsync(cancellationToken);
        foreach (var left in await sources.AbandonedAsync(cancellationToken))
        {
            await EndAbandonedAsync(left, cancellationToken);
        }

        var refreshed = 0;
        while (await sources.FindDueAsync(_kinds, cancellationToken) is { } due)
        {
            try
            {
                if (await RunAsync(due, Schedule, prune: false, progress: null, cancellationToken) is null)
                {
                    break; // another process is at it
                }

                refreshed++;
            }
            catch (UserFacingException wrong)
            {
                LogPutOff(due.Id, wrong.Message);
                await sources.PutOffAsync(due, PutOff, cancellationToken);
            }
        }

        return refreshed;
    }

    /// <summary>Refreshes one source.</summary>
    /// <param name="person">Who wants it.</param>
    /// <param name="prune">Whether what is gone is removed at once.</param>
    /// <returns>What became of its files; null if another process is at it.</returns>
    /// <exception cref="UserFacingException">It cannot be loaded now.</exception>
    public async Task<IngestionReport?> RunAsync(
        FollowedSource source, string person, bool prune, IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        await EndGoneAsync(cancellationToken);
        var rows = $"id = @Id{(person == Schedule ? " AND NOT EXISTS (SELECT 1 FROM sources o WHERE o.held_until >= @now AND o.holder <> @holder)" : string.Empty)}";
        if (await _lease.TakeAsync(rows, new { source.Id }, cancellationToken) == 0)
        {
            return null;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var kept = KeepAsync(source.Id, ended.Token);
        try
        {
            var opened = named.Open(source.Address) ?? throw new UserFacingException($"{OutgoingText.CleanLine(source.Address.Text)} cannot be opened here. Check that it is still there.");
            var job = await queue.AddAsync(new NewLoad(source.Collection, person, null, LoadNotices.Quiet, Prune: false, [opened]), cancellationToken);
            var watch = turns.Watch(job, [opened], progress ?? new Progress<IngestionProgress>());
            try
            {
                await sources.BeginAsync(source, job.Id, cancellationToken);
                await worker.DoAsync(job, watch).WaitAsync(cancellationToken);
                await loads.TakeTellingAsync(job.Id, cancellationToken);
                return await EndAsync(source with { Job = job.Id }, person, prune, cancellationToken);
            }
            finally
            {
                turns.Forget(job.Id);
            }
        }
        finally
        {
            await ended.CancelAsync();
            await kept.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _lease.EndInTimeAsync("id = @Id", new { source.Id });
        }
    }

    /// <summary>Ends the holds of processes that no longer run.</summary>
    private async Task EndGoneAsync(CancellationToken cancellationToken)
    {
        await _lease.ShortenAsync("holder <> ''", null, cancellationToken);
        foreach (var gone in (await _lease.OthersAsync("holder <> ''", cancellationToken)).Where(holder => process.IsGone(holder.Split(' ')[0])))
        {
            await _lease.EndOfAsync(gone, "holder <> ''", cancellationToken);
        }
    }

    private async Task KeepAsync(string id, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Renewal, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await _lease.TakeAsync("id = @id", new { id }, cancellationToken);
            }
            catch (DbException fault)
            {
                LogNotKept(fault);
            }
        }
    }

    /// <summary>Ends a refresh whose process was killed when its load is over, which another process has finished.</summary>
    private async Task EndAbandonedAsync(FollowedSource source, CancellationToken cancellationToken)
    {
        if (await history.FindAsync(source.Collection.Workspace, source.Job!, cancellationToken) is { Job.IsOver: false }
            || await _lease.TakeAsync("id = @Id", new { source.Id }, cancellationToken) == 0)
        {
            return;
        }

        try
        {
            await EndAsync(source, Schedule, prune: false, cancellationToken);
        }
        finally
        {
            await _lease.EndInTimeAsync("id = @Id", new { source.Id });
        }
    }

    /// <summary>Counts what the load of a refresh found and missed, writes the audit and the report with it, and removes what was missed too often.</summary>
    private async Task<IngestionReport> EndAsync(FollowedSource source, string person, bool prune, CancellationToken cancellationToken)
    {
        var load = await history.FindAsync(source.Collection.Workspace, source.Job!, cancellationToken);
        if (load is not { Job.State: LoadState.Done or LoadState.Running })
        {
            var why = load?.Job.Reason ?? "Its load is not kept any more.";
            await sources.EndAsync(source, source.Job, new RefreshOutcome($"failed: {why}", IsFailure: true), misses: null,
                connection => reports.WriteAsync(connection, source, person, SourceChanges.None with { Failure = why }, cancellationToken), cancellationToken);
            throw new UserFacingException($"The refresh ended early. {why}", isFailure: true);
        }

        if (load.Job.State == LoadState.Running)
        {
            throw new UserFacingException($"The refresh waits. {load.Job.Reason} It goes on by itself.", isFailure: true);
        }

        var files = await loads.FilesAsync(load.Job.Id, -1, int.MaxValue, cancellationToken);
        var isComplete = (await loads.SourcesAsync(load.Job.Id, cancellationToken)).All(one => one.IsComplete);
        var missed = await FindMissedAsync(source, files, isComplete, cancellationToken);
        var known = (await documents.LoadedFromAsync(source.Collection, source.Root, cancellationToken)).Count;
        var isTooMuch = !prune && missed.Count > Math.Max(FewDocuments, known / 3);
        var before = await sources.MissesAsync(source.Id, cancellationToken);
        var misses = missed.ToDictionary(gone => gone.Id, gone => before.GetValueOrDefault(gone.Id) + 1);
        var removed = isTooMuch ? [] : missed.Where(gone => prune || misses[gone.Id] >= MissesUntilRemoved).ToArray();
        var changes = new SourceChanges(
            files.Count(file => file.Result is { Status: FileStatus.Loaded }), files.Count, missed.Count(gone => misses[gone.Id] == 1 && !removed.Contains(gone)), missed.Count - removed.Length, removed.Length,
            files.Count(file => file.Result is { Status: FileStatus.Failed or FileStatus.Refused or FileStatus.Held } && !file.IsGone), isTooMuch && misses.Values.Any(count => count == MissesUntilRemoved), null);
        await sources.EndAsync(source, source.Job, new RefreshOutcome(changes.ToString(), IsFailure: false), misses,
            connection => reports.WriteAsync(connection, source, person, changes, cancellationToken), cancellationToken);
        foreach (var gone in removed)
        {
            await documents.RemoveAsync(
                new ReadScope([source.Collection]), gone.Id, connection => LoadChanges.NoteRemovedAsync(connection, load.Job.Id, gone), cancellationToken); // or it could not be undone
        }

        await sources.ForgetMissesAsync(source.Id, [.. removed.Select(gone => gone.Id)], cancellationToken);
        return new IngestionReport(
            [.. files.Where(file => !file.IsGone).Select(file => file.Result).OfType<FileResult>()], [.. missed.Select(gone => new GoneFile(gone.Key, gone.Id, removed.Contains(gone)))]);
    }

    /// <summary>The documents that are not there any more: those not listed where the list is complete, and those that were listed and not found.</summary>
    private async Task<IReadOnlyList<DocumentState>> FindMissedAsync(
        FollowedSource source, IReadOnlyList<LoadFile> files, bool isComplete, CancellationToken cancellationToken)
    {
        var there = files.Where(file => !file.IsGone).Select(file => file.Key).ToHashSet();
        var gone = files.Where(file => file.IsGone).Select(file => file.Key).ToHashSet();
        return [.. (await documents.LoadedFromAsync(source.Collection, source.Root, cancellationToken))
            .Where(known => isComplete ? !there.Contains(known.Key) : gone.Contains(known.Key))];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The source {Id} is refreshed later: {Reason}")]
    private partial void LogPutOff(string id, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hold of a source that is refreshed could not be renewed")]
    private partial void LogNotKept(Exception fault);
}

/// <summary>What a refresh changed.</summary>
/// <param name="Loaded">Files that are new or have a new version.</param>
/// <param name="Gone">Documents that were missed for the first time.</param>
/// <param name="Missing">Those, and documents that were missed before and are not removed.</param>
/// <param name="IsHeldBack">Whether so much is gone that nothing is removed by itself.</param>
/// <param name="Failure">Why nothing could be loaded; null if it could.</param>
public sealed record SourceChanges(int Loaded, int Files, int Gone, int Missing, int Removed, int Problems, bool IsHeldBack, string? Failure)
{
    public static readonly SourceChanges None = new(0, 0, 0, 0, 0, 0, false, null);

    public bool IsAny => Loaded + Gone + Removed > 0 || IsHeldBack;

    public override string ToString() => Failure is not null ? $"failed: {Failure}" : string.Join(", ", new[]
    {
        $"{Loaded} of {Files} changed",
        Missing > 0 ? $"{Missing} gone" : null,
        Removed > 0 ? $"{Removed} removed" : null,
        Problems > 0 ? $"{Problems} not loaded" : null,
        IsHeldBack ? "much is gone and nothing removed" : null,
    }.OfType<string>());
}

/// <summary>Tells of refreshes: each is one line of the audit, and one quiet message to the admins where something changed or began to fail.</summary>
public sealed class SourceReports(ChosenSettings settings, CollectionRights rights, NoticeOutbox outbox, TimeProvider time)
{
    /// <summary>Writes both within the transaction that ends the refresh.</summary>
    internal async Task WriteAsync(DbConnection connection, FollowedSource source, string person, SourceChanges changes, CancellationToken cancellationToken)
    {
        if (person == SourceRefresh.Schedule) // a command's own entry is written by who runs it, and its reply tells the rest
        {
            await AuditLog.WriteAsync(
                connection,
                new AuditEntry(
                    source.Collection.Workspace, person, null, "sources refresh", OutgoingText.CleanLine($"{source.Id} {source.Address.Text}: {changes}"),
                    changes.Failure is null ? "done" : "failed"),
                time.GetUtcNow().ToUnixTimeMilliseconds(),
                cancellationToken);
            if (changes.IsAny || (changes.Failure is not null && !source.IsFailing))
            {
                var (to, text) = await TextAsync(source, changes, cancellationToken);
                await outbox.AddAsync(connection, source.Collection.Workspace, to, NoticeKind.Post, text, answerId: null, cancellationToken);
            }
        }
    }

    /// <summary>Where it is told, and what may be told there: the address of a source may be read where its collection may.</summary>
    private async Task<(ReplyAddress To, string Text)> TextAsync(FollowedSource source, SourceChanges changes, CancellationToken cancellationToken)
    {
        var chosen = (await settings.ReadAsync(source.Collection.Workspace, channel: null, cancellationToken)).GetValueOrDefault(SettingCatalog.Reports.Name);
        var to = chosen is null ? source.To : new ReplyAddress(chosen.Split(':')[0], chosen);
        var mayRead = chosen is null
            || (await rights.ReadableAsync(new Audience(source.Collection.Workspace, chosen, Person: null, Groups: []), cancellationToken)).Collections.Contains(source.Collection);
        var what = mayRead ? $"{source.Address.Text} (collection {source.Collection.Name})" : "A source of a collection that may not be read here";
        var more = changes.IsHeldBack ? $" “sources refresh {source.Id} --prune” removes them." : $" “sources list” shows all of them.";
        return (to, OutgoingText.CleanLine($"{what}: {changes}.{more}"));
    }
}
