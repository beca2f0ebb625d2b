using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Ingestion.Checks;

namespace ResearchBot.Core.Ingestion;

public static class IngestionServices
{
    public static IServiceCollection AddIngestion(this IServiceCollection services) => services
        .AddSingleton<RecognisedPages>()
        .AddSingleton<RepeatedText>()
        .AddSingleton<DocumentChecks>()
        .AddSingleton<WaitingDocuments>()
        .AddSingleton<RereadWorker>()
        .AddSingleton<DocumentIngestor>();
}
