using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Search.Embedding;

namespace ResearchBot.Core.Search;

public static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<DocumentIndex>()
        .AddSingleton<SegmentStore>()
        .AddSingleton<IndexFollower>()
        .AddSingleton<VectorStore>()
        .AddSingleton<VectorFeed>()
        .AddSingleton<EmbeddingTurn>()
        .AddSingleton<QuestionGate>()
        .AddSingleton<EmbeddingPipeline>()
        .AddSingleton<EmbeddingWorker>()
        .AddSingleton<ServingModel>()
        .AddSingleton(provider => new QuestionEmbedder(
            provider.GetRequiredService<ServingModel>().Open, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<QuestionEmbedder>>()))
        .AddSingleton<VectorFollower>();
}
