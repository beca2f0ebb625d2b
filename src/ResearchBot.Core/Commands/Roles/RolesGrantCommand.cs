using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Roles;

/// <summary>Gives a role to a person, or to all who have a role or user group of the platform.</summary>
public sealed class RolesGrantCommand(RoleGrants grants, KnownRoles roles) : Command
{
    /// <inheritdoc/>
    public override string Name => "roles grant";

    /// <inheritdoc/>
    public override string Summary => "Give somebody a role.";

    /// <inheritdoc/>
    public override string Example => "roles grant discord:80351110224678912 moderator";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("subject", OptionKind.Word, "A person, or a role or user group of the platform, by id.", Required: true),
        new("role", OptionKind.Word, "moderator or admin.", Required: true),
    ];

    /// <inheritdoc/>
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
