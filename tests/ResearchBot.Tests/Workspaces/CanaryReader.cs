using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Workspaces;

/// <summary>Who asks, and where.</summary>
internal sealed record CanaryReader(string Workspace, string? Channel, bool IsPrivate, string[] Roles)
{
    public string Person { get; init; } = "ann";

    public Role Role { get; init; }
}
