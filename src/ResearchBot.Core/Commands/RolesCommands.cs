using System.Globalization;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class RolesListCommand(RoleGrants grants)
    : Command(new("roles list", CommandGroup.Roles, Role.Admin)
    {
        Summary = "List the roles that were granted here.",
        Example = "roles list",
        IsAudited = false,
        IsPrivate = true,
    })
{
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

public sealed class RolesGrantCommand(RoleGrants grants, KnownRoles roles)
    : Command(new("roles grant", CommandGroup.Roles, Role.Admin)
    {
        IsPrivate = true,
        Summary = "Give somebody a role.",
        Example = "roles grant discord:80351110224678912 moderator",
        Options =
        [
            new("subject", OptionKind.Word, "A person, or a role or user group of the platform, by id.", Required: true),
            new("role", OptionKind.Word, "moderator or admin.", Required: true),
        ],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var subject = SubjectId.Parse(request.Value("subject") ?? string.Empty);
        var role = ParseRole(request.Value("role") ?? string.Empty);
        if (role < Role.Admin)
        {
            await OwnAdminRight.CheckKeptAsync(roles, request.Person, subject, cancellationToken);
        }

        await grants.GrantAsync(request.Person.Workspace, subject, role, request.Person.Name, cancellationToken);
        return new DoneReply($"{subject} has the role {role.ToString().ToLowerInvariant()} here. /roles revoke {subject} takes that back.");
    }

    private static Role ParseRole(string written) => written.ToLowerInvariant() switch
    {
        "moderator" => Role.Moderator,
        "admin" => Role.Admin,
        "member" => throw new UserFacingException("Everybody is a member. /roles revoke takes a granted role away."),
        _ => throw new UserFacingException($"There is no role {OutgoingText.CleanLine(written)}: use moderator or admin."),
    };
}

public sealed class RolesRevokeCommand(RoleGrants grants, KnownRoles roles)
    : Command(new("roles revoke", CommandGroup.Roles, Role.Admin)
    {
        IsPrivate = true,
        Summary = "Take a granted role away.",
        Example = "roles revoke discord:80351110224678912",
        Options = [new("subject", OptionKind.Word, "Whose, as /roles list shows it.", Required: true)],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var subject = request.Value("subject") ?? string.Empty;
        await OwnAdminRight.CheckKeptAsync(roles, request.Person, subject, cancellationToken);
        return await grants.RevokeAsync(request.Person.Workspace, subject, cancellationToken)
            ? new DoneReply($"{subject} has no granted role any more. What the platform itself says stays.")
            : throw new UserFacingException($"No role was granted to {OutgoingText.CleanLine(subject)} here. /roles list shows what was granted.");
    }
}

/// <summary>Prevents people from locking themselves out: an admin by grants alone keeps one of them.</summary>
internal static class OwnAdminRight
{
    /// <summary>Throws if the person would not be an admin without this subject's grant.</summary>
    public static async Task CheckKeptAsync(KnownRoles roles, Person person, string subject, CancellationToken cancellationToken)
    {
        if (person.PlatformRole == Role.Admin)
        {
            return;
        }

        if (await roles.HighestWithoutGrantAsync(person.Workspace, [person.Name, .. person.Groups], subject, cancellationToken) < Role.Admin)
        {
            throw new UserFacingException(
                $"You are an admin here only by what was granted to {OutgoingText.CleanLine(subject)}: without it you could not undo this. Let another admin do it.");
        }
    }
}
