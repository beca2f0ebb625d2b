using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Ingestion.Loads;

namespace ResearchBot.Core.Ingestion;

public static class IngestionServices
{
    public static IServiceCollection AddIngestion(this IServiceCollection services) => services
        .AddSingleton<DocumentIngestor>()
        .AddSingleton<LoadLeases>()
        .AddSingleton<LoadQueue>()
        .AddSingleton<LoadStore>()
        .AddSingleton<LoadHistory>()
        .AddSingleton<LoadListing>()
        .AddSingleton<LoadNotices>()
        .AddSingleton<LoadTurns>()
        .AddSingleton<LoadWorker>();
}
