using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Documents;

public static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddSingleton<Database>()
        .AddSingleton<CheckedVersions>()
        .AddSingleton<DamagedDocuments>()
        .AddSingleton<DocumentStore>()
        .AddSingleton<CollectionStore>()
        .AddSingleton<VersionStore>()
        .AddSingleton<Originals>()
        .AddSingleton<OutdatedDocuments>()
        .AddSingleton<ChangeFeed>();
}
