using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Models;

namespace ResearchBot;

/// <summary>What a process that stays does beside its talks: the index follows the store, loads go on, vectors are made, what was kept long enough goes.</summary>
internal sealed class BackgroundWork(IndexFollowing following, EmbeddingBeside embedding, LoadWorker loads, Upkeep upkeep)
{
    /// <summary>Does it until the work in the foreground has ended.</summary>
    public async Task RunBesideAsync(Func<CancellationToken, Task> foreground, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beside = Task.WhenAll(
            following.RunAsync(ended.Token),
            embedding.RunAsync(ended.Token),
            upkeep.RunAsync(ended.Token),
            Task.Run(() => loads.RunAsync(ended.Token), CancellationToken.None));
        try
        {
            await foreground(cancellationToken);
            await following.EndAsync(cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await beside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
