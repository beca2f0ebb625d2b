using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Platforms;

public static class PlatformServices
{
    public static IServiceCollection AddPlatforms(this IServiceCollection services) => services
        .AddSingleton<RequestInbox>()
        .AddSingleton<PlatformLease>()
        .AddSingleton<ChatServices>();
}
