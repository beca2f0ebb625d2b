using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Schedules loads: workspaces take turns of one file each, in order of their names; within a workspace the oldest load goes first. Only the
/// current load of each workspace is in memory.</summary>
public sealed partial class LoadTurns(
    LoadStore store, LoadLeases leases, LoadListing listing, LoadNotices notices, DocumentIngestor ingestor, WaitingDocuments waiting, HeldKinds held,
    IEnumerable<SourceOpener> openers, IArchiveReader archives, IStoreEngine engine, TimeProvider time, ILogger<LoadTurns> logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StoreFaultPause = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, SourceOpener> _openers = openers.ToDictionary(opener => opener.Kind);
    private readonly ConcurrentDictionary<string, LoadWatch> _watches = [];
    private readonly SortedDictionary<string, LoadRun> _inHand = new(StringComparer.Ordinal);
    private volatile bool _look = true;
    private string _served = string.Empty;
    private long _lookedAt = time.GetTimestamp();
    private DateTimeOffset _pausedUntil;

    internal int InHand => _inHand.Count;
    internal int FilesHeld => _inHand.Values.Sum(run => run.Held);

    /// <summary>Registers a request that waits for a load of this process.</summary>
    internal LoadWatch Watch(LoadJob job, IReadOnlyList<DocumentSource> sources, IProgress<IngestionProgress> progress)
    {
        var watch = new LoadWatch(sources, progress);
        _watches[job.Id] = watch;
        _look = true;
        return watch;
    }

    /// <summary>Stops waiting; the load's end will be reported by a notice.</summary>
    internal void Forget(string id) => _watches.TryRemove(id, out _);

    internal void Look() => _look = true;

    /// <summary>Tells everybody who waits that this process has stopped working.</summary>
    internal void AbandonAll()
    {
        _inHand.Clear();
        foreach (var watch in _watches.Values)
        {
            watch.Abandon();
        }
    }

    /// <summary>Gives the next workspace its turn; returns its load, or null if none waits.</summary>
    internal async Task<LoadJob?> TakeAsync(CancellationToken cancellationToken)
    {
        if (_pausedUntil > time.GetUtcNow())
        {
            return null;
        }

        if (_look || time.GetElapsedTime(_lookedAt) >= LookEvery)
        {
            await LookAsync(cancellationToken);
        }

        if (_inHand.Count == 0)
        {
            return null;
        }

        _served = _inHand.Keys.FirstOrDefault(workspace => string.CompareOrdinal(workspace, _served) > 0) ?? _inHand.Keys.First();
        var run = _inHand[_served];
        await TakeAsync(run, cancellationToken);
        if (run.End is not null)
        {
            _inHand.Remove(_served);
            _look = true;
        }

        return run.Job;
    }

    /// <summary>Works on one load alone, in a process started for it.</summary>
    internal async Task RunAloneAsync(LoadJob job, LoadWatch watch)
    {
        using var ended = new CancellationTokenSource();
        var kept = leases.KeepAsync(ended.Token);
        try
        {
            var run = Create(job);
            while (run.End is null)
            {
                await TakeAsync(run, CancellationToken.None);
            }

            if (!watch.Ended.IsCompleted)
            {
                await TellUntoldAsync(CancellationToken.None);
                watch.End(new LoadEnd(LoadState.Running, "Another process took it over.", new IngestionReport([], []), Fault: null));
            }
        }
        finally
        {
            await ended.CancelAsync();
            await kept.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private LoadRun Create(LoadJob job) =>
        new(job, _watches.GetValueOrDefault(job.Id), store, listing, ingestor, waiting, held, _openers, archives, engine, time);

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        _look = false;
        _lookedAt = time.GetTimestamp();
        foreach (var run in _inHand.Values)
        {
            run.Look();
        }

        foreach (var job in await store.NextAsync(cancellationToken))
        {
            if (!_inHand.ContainsKey(job.Workspace))
            {
                _inHand[job.Workspace] = Create(job);
            }
        }

        await TellUntoldAsync(cancellationToken);
    }

    private async Task TakeAsync(LoadRun run, CancellationToken cancellationToken)
    {
        try
        {
            await run.TurnAsync(cancellationToken);
        }
        catch (DbException fault) when (engine.Explain(fault) is { } why)
        {
            await run.StopAsync(fault, run.Job.State, why, cancellationToken);
        }
        catch (UserFacingException wrong)
        {
            await run.StopAsync(wrong, LoadState.Failed, wrong.Message, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var id = RandomNumberGenerator.GetHexString(8, lowercase: true);
            LogFailure(failure, id, run.Job.Id);
            await run.StopAsync(failure, LoadState.Failed, $"Something went wrong here. The log has the details under {id}.", cancellationToken);
        }

        if (run is { End: { } end, IsOurs: true })
        {
            await TellAsync(run.Job, end, cancellationToken);
        }
    }

    private async Task TellAsync(LoadJob job, LoadEnd end, CancellationToken cancellationToken)
    {
        var watch = _watches.GetValueOrDefault(job.Id);
        if (end.State <= LoadState.Running)
        {
            _pausedUntil = time.GetUtcNow() + StoreFaultPause;
            LogWaits(job.Id, end.Reason);
            await NoteWaitAsync(job.Id, end.Reason, cancellationToken);
        }
        else if (watch is null)
        {
            await notices.TellAsync(job, cancellationToken);
        }

        watch?.End(end);
    }

    /// <summary>Does nothing if the store cannot be written.</summary>
    private async Task NoteWaitAsync(string id, string? reason, CancellationToken cancellationToken)
    {
        try
        {
            await store.NoteWaitAsync(id, reason ?? string.Empty, cancellationToken);
        }
        catch (DbException fault) when (engine.Explain(fault) is not null)
        {
            LogNotNoted(fault, id);
        }
    }

    private async Task TellUntoldAsync(CancellationToken cancellationToken)
    {
        foreach (var job in await store.UntoldAsync(cancellationToken))
        {
            if (_watches.TryGetValue(job.Id, out var watch))
            {
                watch.End(new LoadEnd(job.State, job.Reason, new IngestionReport([], []), Fault: null));
            }
            else
            {
                await notices.TellAsync(job, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Failure {Id}: the load {Job} ended")]
    private partial void LogFailure(Exception failure, string id, string job);

    [LoggerMessage(Level = LogLevel.Error, Message = "The load {Job} waits: {Reason}")]
    private partial void LogWaits(string job, string? reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "It could not be noted why the load {Job} waits")]
    private partial void LogNotNoted(Exception fault, string job);
}
