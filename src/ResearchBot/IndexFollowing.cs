using Microsoft.Extensions.Logging;
using ResearchBot.Core.Search;

namespace ResearchBot;

/// <summary>Follows the change sequence once a second, so that what other processes load or remove is seen.</summary>
internal sealed partial class IndexFollowing(IndexFollower follower, TimeProvider time, ILogger<IndexFollowing> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Runs until it is cancelled; a fault is logged and the next turn tries again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await follower.CatchUpAsync(cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The index could not follow the store; the next turn tries again")]
    private partial void LogFault(Exception fault);
}
