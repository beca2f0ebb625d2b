using System.ComponentModel.DataAnnotations;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Works on this process's loads in the background, one file at a time, and takes over those of ended processes.</summary>
public sealed partial class LoadWorker(LoadTurns turns, LoadLeases leases, TimeProvider time, ILogger<LoadWorker> logger)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClaimEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile bool _running;

    /// <summary>Works until cancelled, leaving the current file pending. Faults are logged and retried.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _running = true;
        var kept = leases.KeepAsync(cancellationToken);
        try
        {
            await WorkAsync(cancellationToken);
        }
        finally
        {
            _running = false;
            turns.AbandonAll();
            await kept.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await leases.EndAsync(id: null, CancellationToken.None);
        }
    }

    /// <summary>Completes a load of this process, in turn if the worker runs, else at once. Returns when it ended or must wait for its store.</summary>
    internal async Task<LoadEnd> DoAsync(LoadJob job, LoadWatch watch)
    {
        if (_running)
        {
            Wake();
        }
        else
        {
            await turns.RunAloneAsync(job, watch);
        }

        return await watch.Ended;
    }

    /// <summary>Makes the worker look at the store now.</summary>
    internal void Wake()
    {
        turns.Look();
        _wake.Writer.TryWrite(true);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        long? claimed = null;
        while (true)
        {
            var pause = Idle;
            try
            {
                if (claimed is null || time.GetElapsedTime(claimed.Value) >= ClaimEvery)
                {
                    await leases.ClaimAsync(cancellationToken);
                    turns.Look();
                    claimed = time.GetTimestamp();
                }

                if (await turns.TakeAsync(cancellationToken) is not null)
                {
                    continue;
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                pause = FaultPause;
                LogFault(fault);
            }

            using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(_wake.Reader.WaitToReadAsync(woken.Token).AsTask(), Task.Delay(pause, time, woken.Token));
            await woken.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            _wake.Reader.TryRead(out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The loads on their way wait because of a fault; they are tried again")]
    private partial void LogFault(Exception fault);
}

/// <summary>Limits on loading (section <c>Loading</c>).</summary>
public sealed class LoadingOptions
{
    /// <summary>Open loads per workspace.</summary>
    [Range(1, 10_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxQueuedJobsPerWorkspace { get; set; } = 20;

    /// <summary>Open loads per person.</summary>
    [Range(1, 10_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxQueuedJobsPerPerson { get; set; } = 5;

    /// <summary>Files per load.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxFilesPerJob { get; set; } = 20_000;

    /// <summary>Files per workspace in 24 hours; 0 means no limit.</summary>
    [Range(0, 100_000_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxFilesPerDayPerWorkspace { get; set; }
}

/// <summary>Reports the end of a load that no request waits for.</summary>
public sealed class LoadNotices(LoadStore store, LoadHistory history, NoticeOutbox outbox)
{
    /// <summary>Where nobody is told of a load's end, since who asked for it looks at it.</summary>
    internal static readonly ReplyAddress Quiet = new("none", string.Empty);

    /// <summary>Reports it once across all processes.</summary>
    internal async Task TellAsync(LoadJob job, CancellationToken cancellationToken)
    {
        if (job.To.Platform == Quiet.Platform)
        {
            await store.TakeTellingAsync(job.Id, cancellationToken);
            return;
        }

        if (await history.FindAsync(job.Workspace, job.Id, cancellationToken) is { } load)
        {
            await store.TellLaterAsync(
                job,
                connection => outbox.AddAsync(connection, job.Workspace, job.To, NoticeKind.Post, Text(load), answerId: null, cancellationToken),
                cancellationToken);
        }
    }

    private static string Text(LoadSummary load)
    {
        var (job, counts) = (load.Job, load.Counts);
        var left = job.Total - load.Done;
        return job.State switch
        {
            LoadState.Failed => $"The load {job.Id} failed: {job.Reason}",
            LoadState.Cancelled => $"The load {job.Id} ended early. {job.Reason} {counts} and stays; {left} files were not loaded.",
            LoadState.Prepared => $"The dry run {job.Id} is done: {counts}. “loads show {job.Id}” lists the files, “loads approve {job.Id}” stores them, “loads drop {job.Id}” does not.",
            _ => job.Total == 0 ? $"The load {job.Id} is done: there were no files to load."
                : $"The load {job.Id} is done: {counts} in the collection {job.Collection.Name}. “loads show {job.Id}” lists the files.",
        };
    }
}

/// <summary>A request that waits for its load in this process.</summary>
internal sealed class LoadWatch(IReadOnlyList<DocumentSource> sources, IProgress<IngestionProgress> progress)
{
    private readonly TaskCompletionSource<LoadEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _cancelled;

    public IReadOnlyList<DocumentSource> Sources => sources;
    public IProgress<IngestionProgress> Progress => progress;
    public bool IsCancelled => _cancelled;

    /// <summary>Completes when the load ended or must wait for its store.</summary>
    public Task<LoadEnd> Ended => _ended.Task;

    public void Cancel() => _cancelled = true;

    public void End(LoadEnd end) => _ended.TrySetResult(end);

    public void Abandon() => _ended.TrySetCanceled();
}
