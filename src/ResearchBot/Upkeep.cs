using Microsoft.Extensions.Logging;
using ResearchBot.Core.Privacy;
using ResearchBot.Store;

namespace ResearchBot;

/// <summary>In a process that stays: deletes daily what was kept long enough, and takes out of the files what could not go at once.</summary>
internal sealed partial class Upkeep(RetentionTurn retention, StoreCompaction compaction, TimeProvider time, ILogger<Upkeep> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Runs until it is cancelled; a fault is logged and the next turn tries again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await retention.RunOnceAsync(cancellationToken);
                await compaction.PayAsync(cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was kept long enough could not be deleted; it is tried again")]
    private partial void LogFault(Exception fault);
}
