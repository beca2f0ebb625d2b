using System.ComponentModel;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Settings;

/// <summary>Which guilds and teams belong to which workspace, and who steers it (section <c>Workspaces</c>, by the workspaces' names).</summary>
[DisplayName("Workspaces")]
public sealed class WorkspacesOptions : Dictionary<string, WorkspaceOptions>
{
    /// <summary>What the core knows of them. They were validated.</summary>
    public BoundWorkspaces ToBound() => new(this.Select(one => new BoundWorkspace(
        one.Key,
        [.. one.Value.Discord.Select(id => new Tenant("discord", id)), .. one.Value.Slack.Select(id => new Tenant("slack", id))],
        [.. one.Value.Admins],
        [.. one.Value.Moderators])));
}
