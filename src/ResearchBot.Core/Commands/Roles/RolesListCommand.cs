using System.Globalization;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Roles;

/// <summary>Lists the roles that were granted here, beside those that the platform itself tells.</summary>
public sealed class RolesListCommand(RoleGrants grants) : Command
{
    /// <inheritdoc/>
    public override string Name => "roles list";

    /// <inheritdoc/>
    public override string Summary => "List the roles that were granted here.";

    /// <inheritdoc/>
    public override string Example => "roles list";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override bool IsAudited => false;

    /// <inheritdoc/>
    public override bool IsPrivate => true;

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var granted = await grants.ListAsync(request.Person.Workspace, cancellationToken);
        return new TableReply(
            granted.Count == 0 ? "No roles were granted here. Those of the platform itself count." : "Granted here, beside what the platform itself says:",
            ["subject", "role", "by", "at"],
            [.. granted.Select(grant => (string[])
            [
                grant.Subject,
                grant.Role.ToString().ToLowerInvariant(),
                grant.GrantedBy,
                grant.GrantedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
            ])]);
    }
}
