using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Search;

public static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<DocumentIndex>()
        .AddSingleton<SegmentStore>()
        .AddSingleton<IndexFollower>();
}
