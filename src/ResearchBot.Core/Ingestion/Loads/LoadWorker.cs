using System.ComponentModel.DataAnnotations;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Works on the loads of this process in the background, one file at a time, and goes on with those of processes that are gone.</summary>
public sealed partial class LoadWorker(LoadTurns turns, LoadLeases leases, TimeProvider time, ILogger<LoadWorker> logger)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClaimEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile bool _running;

    /// <summary>Works until it is cancelled; a file in hand is then still to do. A fault is logged and tried again.</summary>
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

    /// <summary>Has a load of this process done, in its turn where the worker runs, else at once.</summary>
    /// <returns>When it ended or has to wait for its store.</returns>
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

    /// <summary>Has the worker look at the store now.</summary>
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

/// <summary>How much may be loaded (section <c>Loading</c>).</summary>
public sealed class LoadingOptions
{
    /// <summary>Loads of one workspace that may be on their way.</summary>
    [Range(1, 10_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxQueuedJobsPerWorkspace { get; set; } = 20;

    /// <summary>Loads of one person that may be on their way.</summary>
    [Range(1, 10_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxQueuedJobsPerPerson { get; set; } = 5;

    /// <summary>Files that one load may have.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxFilesPerJob { get; set; } = 20_000;

    /// <summary>Files that a workspace may load in 24 hours; 0 means as many as it likes.</summary>
    [Range(0, 100_000_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxFilesPerDayPerWorkspace { get; set; }
}

/// <summary>Tells of the end of a load that nobody waits for any more, where it was asked for.</summary>
public sealed class LoadNotices(LoadStore store, LoadHistory history, NoticeOutbox outbox)
{
    /// <summary>Tells of it once, whoever else tries.</summary>
    internal async Task TellAsync(LoadJob job, CancellationToken cancellationToken)
    {
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

    /// <summary>As they came with the request; in another process they are opened again.</summary>
    public IReadOnlyList<DocumentSource> Sources => sources;

    /// <summary>Told after each file.</summary>
    public IProgress<IngestionProgress> Progress => progress;

    /// <summary>Whether whoever waits gave up.</summary>
    public bool IsCancelled => _cancelled;

    /// <summary>Comes when the load ended or has to wait for its store.</summary>
    public Task<LoadEnd> Ended => _ended.Task;

    public void Cancel() => _cancelled = true;

    public void End(LoadEnd end) => _ended.TrySetResult(end);

    public void Abandon() => _ended.TrySetCanceled();
}
