using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Platforms;

/// <summary>Registers the domain.</summary>
public static class PlatformServices
{
    public static IServiceCollection AddPlatforms(this IServiceCollection services) => services
        .AddSingleton<RequestInbox>()
        .AddSingleton<PlatformLease>()
        .AddSingleton<ChatServices>();
}
