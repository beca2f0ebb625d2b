using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Workspaces;

/// <summary>What the settings tie, no chat changes.</summary>
internal static class BoundTenant
{
    public static UserFacingException Refusal(Tenant tenant, string workspace) => new(
        $"The settings tie {tenant.Spoken} to the workspace {workspace} (Workspaces:{workspace}). Only whoever runs the program can change that, there.");
}
