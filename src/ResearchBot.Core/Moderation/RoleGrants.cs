using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Moderation;

/// <summary>Roles that a workspace's admins gave, beyond those that the platform itself tells.</summary>
public sealed class RoleGrants(Database database, TimeProvider time)
{
    /// <summary>The highest role that a person has by grant, to themselves or to one of their platform roles.</summary>
    /// <param name="workspace">The tenant.</param>
    /// <param name="subjects">The person and their platform roles and user groups.</param>
    public async Task<Role> HighestAsync(string workspace, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        var granted = await ListAsync(workspace, cancellationToken);
        return granted.Where(grant => subjects.Contains(grant.Subject)).Select(grant => grant.Role).DefaultIfEmpty(Role.Member).Max();
    }

    /// <summary>All grants of a workspace, by subject.</summary>
    public async Task<IReadOnlyList<RoleGrant>> ListAsync(string workspace, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Subject, string Role, string GrantedBy, long GrantedAt)>(
            "SELECT subject, role, granted_by, granted_at FROM role_grants WHERE workspace = @workspace ORDER BY subject",
            new { workspace },
            cancellationToken);
        return [.. rows.Select(row => new RoleGrant(
            row.Subject, Enum.Parse<Role>(row.Role), row.GrantedBy, DateTimeOffset.FromUnixTimeMilliseconds(row.GrantedAt)))];
    }

    /// <summary>Gives a role in place of the one that was given before.</summary>
    public Task GrantAsync(string workspace, string subject, Role role, string grantedBy, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            INSERT INTO role_grants (workspace, subject, role, granted_by, granted_at) VALUES (@workspace, @subject, @role, @grantedBy, @now)
            ON CONFLICT (workspace, subject) DO UPDATE SET role = excluded.role, granted_by = excluded.granted_by, granted_at = excluded.granted_at
            """,
            new { workspace, subject, role = role.ToString(), grantedBy, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken);

    /// <summary>Takes a given role away.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RevokeAsync(string workspace, string subject, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "DELETE FROM role_grants WHERE workspace = @workspace AND subject = @subject", new { workspace, subject }, cancellationToken) > 0;
}

/// <summary>A role that was given.</summary>
/// <param name="Subject">A person, or a role or user group of the platform.</param>
/// <param name="Role">What it may do.</param>
/// <param name="GrantedBy">The admin.</param>
/// <param name="GrantedAt">When.</param>
public sealed record RoleGrant(string Subject, Role Role, string GrantedBy, DateTimeOffset GrantedAt);

/// <summary>The roles that people have beside what their platform says: by the settings, and by /roles.</summary>
public sealed class KnownRoles(BoundWorkspaces bound, RoleGrants grants)
{
    /// <summary>The highest of them.</summary>
    /// <param name="workspace">The tenant.</param>
    /// <param name="subjects">A person and their platform roles and user groups.</param>
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
