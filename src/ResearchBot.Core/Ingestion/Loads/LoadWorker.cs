using System.Threading.Channels;
using Microsoft.Extensions.Logging;

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
