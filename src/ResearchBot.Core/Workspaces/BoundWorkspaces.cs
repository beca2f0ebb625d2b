using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Workspaces;

/// <summary>What the settings say of workspaces. Nobody changes that from a chat.</summary>
public sealed class BoundWorkspaces
{
    private readonly Dictionary<string, BoundWorkspace> _byName;
    private readonly Dictionary<Tenant, string> _byTenant;

    /// <param name="workspaces">Checked: a tenant belongs to one of them at most.</param>
    public BoundWorkspaces(IEnumerable<BoundWorkspace> workspaces)
    {
        _byName = workspaces.ToDictionary(workspace => workspace.Name);
        _byTenant = _byName.Values.SelectMany(workspace => workspace.Tenants, (workspace, tenant) => (workspace, tenant))
            .ToDictionary(pair => pair.tenant, pair => pair.workspace.Name);
    }

    /// <summary>The workspace that a guild or team is tied to; null when the settings do not say.</summary>
    public string? Of(Tenant tenant) => _byTenant.GetValueOrDefault(tenant);

    /// <summary>Whether the settings name a workspace.</summary>
    public bool Has(string workspace) => _byName.ContainsKey(workspace);

    /// <summary>The highest role that the settings give to one of these.</summary>
    /// <param name="workspace">The tenant.</param>
    /// <param name="subjects">A person and their platform roles and user groups.</param>
    public Role RoleOf(string workspace, IReadOnlyCollection<string> subjects) =>
        _byName.GetValueOrDefault(workspace) is not { } bound ? Role.Member
        : bound.Admins.Any(subjects.Contains) ? Role.Admin
        : bound.Moderators.Any(subjects.Contains) ? Role.Moderator
        : Role.Member;
}
