using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Privacy;
using ResearchBot.Core.Search;
using ResearchBot.Models;
using ResearchBot.Sources;
using ResearchBot.Storage;

namespace ResearchBot.Hosting;

/// <summary>Makes the store ready, and the index where questions will be asked.</summary>
internal sealed class Startup(
    PromptCatalog prompts, StoreMigrations store, Forgetting forgetting, SeedLoader seeds, EmbeddingBeside embedding, IndexFollower follower, VectorFollower vectors)
{
    /// <summary>Opens the store, loads the seeds that changed, and indexes all that can be searched.</summary>
    /// <returns>What became of each seed.</returns>
    public async Task<IngestionReport> OpenAsync(IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        prompts.Check();
        await store.RunAsync(cancellationToken);
        await forgetting.RepeatAsync(cancellationToken);
        var report = await seeds.LoadAsync(progress, cancellationToken);
        await vectors.CatchUpAsync(cancellationToken);
        return report;
    }

    /// <summary>Opens the store for one request; where it searches, also loads the seeds that changed and indexes what its query needs.</summary>
    /// <returns>What became of each seed.</returns>
    /// <exception cref="UserFacingException">The request cannot be searched for.</exception>
    public async Task<IngestionReport> OpenForAsync(Command command, CommandRequest request, CancellationToken cancellationToken)
    {
        prompts.Check();
        var query = command.QueryOf(request); // before a store is made for a question that is none
        await store.RunAsync(cancellationToken);
        await forgetting.RepeatAsync(cancellationToken);
        query ??= await command.StoredQueryOfAsync(request, cancellationToken);
        if (query is null)
        {
            return new IngestionReport([], []);
        }

        var report = await seeds.LoadAsync(progress: null, cancellationToken);
        await embedding.BeforeQuestionAsync(cancellationToken);
        await follower.IndexForAsync(query, cancellationToken);
        await vectors.ReadForAsync(query, cancellationToken);
        return report;
    }
}
