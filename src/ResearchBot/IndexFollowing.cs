using Microsoft.Extensions.Logging;
using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Search;

namespace ResearchBot;

/// <summary>
/// Follows the change sequence once a second, so that what other processes load or remove is seen, and stores the index once a
/// minute where it changed. Who waits for an answer that has come is told meanwhile.
/// </summary>
internal sealed partial class IndexFollowing(IndexFollower follower, VectorFollower vectors, UnansweredRetry late, TimeProvider time, ILogger<IndexFollowing> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StoreInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LateInterval = TimeSpan.FromSeconds(10);

    /// <summary>Runs until it is cancelled; a fault is logged once and the next turn tries again.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        RepeatAsync(vectors.CatchUpAsync, Interval, cancellationToken),
        RepeatAsync(follower.StoreAsync, StoreInterval, cancellationToken),
        RepeatAsync(late.RunOnceAsync, LateInterval, cancellationToken));

    /// <summary>Stores what changed since the last turn, in a process that is about to end.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => follower.StoreAsync(cancellationToken);

    private async Task RepeatAsync(Func<CancellationToken, Task> turn, TimeSpan interval, CancellationToken cancellationToken)
    {
        var failing = false;
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            try
            {
                await turn(cancellationToken);
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
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The index could not follow the store, or its questions not be asked again; it tries again")]
    private partial void LogFault(Exception fault);
}
