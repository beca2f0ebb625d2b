using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>Registers what makes vectors and what searches by them.</summary>
public static class EmbeddingServices
{
    public static IServiceCollection AddEmbedding(this IServiceCollection services) => services
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
