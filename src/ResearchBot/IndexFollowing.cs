using Microsoft.Extensions.Logging;
using ResearchBot.Core.Search;

namespace ResearchBot;

/// <summary>
/// Follows the change sequence once a second, so that what other processes load or remove is seen, and stores the index once a
/// minute where it changed.
/// </summary>
internal sealed partial class IndexFollowing(IndexFollower follower, TimeProvider time, ILogger<IndexFollowing> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StoreInterval = TimeSpan.FromMinutes(1);

    /// <summary>Runs until it is cancelled; a fault is logged once and the next turn tries again.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(FollowAsync(cancellationToken), StoreAsync(cancellationToken));

    /// <summary>Stores what changed since the last turn, for a process that is about to end.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => follower.StoreAsync(cancellationToken);

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(StoreInterval, time);
        do
        {
            await follower.StoreAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var failing = false;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await follower.CatchUpAsync(cancellationToken);
                failing = false;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                if (!failing)
                {
                    LogFault(fault); // not every second: somebody may be typing on the same terminal
                }

                failing = true;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The index could not follow the store; every second it tries again")]
    private partial void LogFault(Exception fault);
}
