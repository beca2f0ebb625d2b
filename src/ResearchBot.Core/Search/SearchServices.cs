using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Search;

/// <summary>Registers the domain.</summary>
public static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<DocumentIndex>()
        .AddSingleton<SegmentStore>()
        .AddSingleton<IndexFollower>();
}
