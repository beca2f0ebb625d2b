namespace ResearchBot.Core.Moderation;

/// <summary>Roles granted by a workspace's admins, in addition to those of the platform.</summary>
public sealed class RoleGrants(Database database, TimeProvider time)
{
    /// <summary>The highest role granted to any of these subjects: a person and their platform roles and user groups.</summary>
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

    /// <summary>Grants a role, replacing an earlier grant.</summary>
    public Task GrantAsync(string workspace, string subject, Role role, string grantedBy, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            INSERT INTO role_grants (workspace, subject, role, granted_by, granted_at) VALUES (@workspace, @subject, @role, @grantedBy, @now)
            ON CONFLICT (workspace, subject) DO UPDATE SET role = excluded.role, granted_by = excluded.granted_by, granted_at = excluded.granted_at
            """,
            new { workspace, subject, role = role.ToString(), grantedBy, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken);

    /// <summary>Revokes a grant; returns whether there was one.</summary>
    public async Task<bool> RevokeAsync(string workspace, string subject, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "DELETE FROM role_grants WHERE workspace = @workspace AND subject = @subject", new { workspace, subject }, cancellationToken) > 0;
}

/// <summary>A granted role; the subject is a person, or a role or user group of the platform.</summary>
public sealed record RoleGrant(string Subject, Role Role, string GrantedBy, DateTimeOffset GrantedAt);

/// <summary>Roles from the settings and from /roles, in addition to the platform's.</summary>
public sealed class KnownRoles(BoundWorkspaces bound, RoleGrants grants)
{
    /// <summary>The highest role of any of these subjects: a person and their platform roles and user groups.</summary>
    public async Task<Role> HighestAsync(string workspace, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        var set = bound.RoleOf(workspace, subjects);
        return set == Role.Admin ? set : (Role)Math.Max((int)set, (int)await grants.HighestAsync(workspace, subjects, cancellationToken));
    }

    /// <summary>The same, ignoring the grant to one subject.</summary>
    public async Task<Role> HighestWithoutGrantAsync(
        string workspace, IReadOnlyCollection<string> subjects, string subject, CancellationToken cancellationToken)
    {
        var set = bound.RoleOf(workspace, subjects);
        var others = subjects.Where(one => one != subject).ToArray();
        return (Role)Math.Max((int)set, (int)await grants.HighestAsync(workspace, others, cancellationToken));
    }
}

/// <summary>What a person may do in a workspace. Higher roles include lower ones.</summary>
public enum Role
{
    Member,
    Moderator,
    Admin,
}
