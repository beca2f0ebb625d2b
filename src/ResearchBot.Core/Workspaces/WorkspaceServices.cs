using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Workspaces;

public static class WorkspaceServices
{
    public static IServiceCollection AddWorkspaces(this IServiceCollection services) => services
        .AddSingleton<WorkspaceMap>()
        .AddSingleton<WorkspaceLinks>();
}
