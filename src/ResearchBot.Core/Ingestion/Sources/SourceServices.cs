using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Ingestion.Sources;

public static class SourceServices
{
    public static IServiceCollection AddFollowedSources(this IServiceCollection services) => services
        .AddSingleton<NamedSources>()
        .AddSingleton<SourceStore>()
        .AddSingleton<SourceReports>()
        .AddSingleton<SourceRefresh>();
}
