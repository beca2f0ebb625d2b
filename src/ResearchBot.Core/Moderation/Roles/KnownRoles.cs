using ResearchBot.Core.Workspaces;

namespace ResearchBot.Core.Moderation;

/// <summary>The roles that people have beside what their platform says: by the settings, and by /roles.</summary>
public sealed class KnownRoles(BoundWorkspaces bound, RoleGrants grants)
{
    /// <summary>The highest of them.</summary>
    /// <param name="workspace">The tenant.</param>
    /// <param name="subjects">A person and their platform roles and user groups.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Role> HighestAsync(string workspace, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        var set = bound.RoleOf(workspace, subjects);
        return set == Role.Admin ? set : (Role)Math.Max((int)set, (int)await grants.HighestAsync(workspace, subjects, cancellationToken));
    }

    /// <summary>The same without what was granted to one subject.</summary>
    public async Task<Role> HighestWithoutGrantAsync(
        string workspace, IReadOnlyCollection<string> subjects, string subject, CancellationToken cancellationToken)
    {
        var set = bound.RoleOf(workspace, subjects);
        var others = subjects.Where(one => one != subject).ToArray();
        return (Role)Math.Max((int)set, (int)await grants.HighestAsync(workspace, others, cancellationToken));
    }
}
