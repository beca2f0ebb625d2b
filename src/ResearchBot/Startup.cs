using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Search;
using ResearchBot.Seeds;
using ResearchBot.Store;

namespace ResearchBot;

/// <summary>Makes the store ready, and the index where questions will be asked.</summary>
internal sealed class Startup(StoreMigrations store, SeedLoader seeds, IndexFollower follower)
{
    /// <summary>Opens the store; with the index, also loads the seeds that changed.</summary>
    /// <returns>What became of each seed.</returns>
    public async Task<IngestionReport> OpenAsync(bool withIndex, IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        await store.RunAsync(cancellationToken);
        if (!withIndex)
        {
            return new IngestionReport([], []);
        }

        var report = await seeds.LoadAsync(progress, cancellationToken);
        await follower.CatchUpAsync(cancellationToken);
        return report;
    }
}
