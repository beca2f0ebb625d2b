using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Ingestion;

public static class IngestionServices
{
    public static IServiceCollection AddIngestion(this IServiceCollection services) => services
        .AddSingleton<RecognisedPages>()
        .AddSingleton<DocumentIngestor>();
}
