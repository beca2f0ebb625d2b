using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Roles;

/// <summary>Takes a granted role away.</summary>
public sealed class RolesRevokeCommand(RoleGrants grants, KnownRoles roles) : Command
{
    /// <inheritdoc/>
    public override string Name => "roles revoke";

    /// <inheritdoc/>
    public override string Summary => "Take a granted role away.";

    /// <inheritdoc/>
    public override string Example => "roles revoke discord:80351110224678912";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
        [new("subject", OptionKind.Word, "Whose, as /roles list shows it.", Required: true)];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var subject = request.Value("subject") ?? string.Empty;
        await OwnAdminRight.CheckKeptAsync(roles, request.Person, subject, cancellationToken);
        return await grants.RevokeAsync(request.Person.Workspace, subject, cancellationToken)
            ? new DoneReply($"{subject} has no granted role any more. What the platform itself says stays.")
            : throw new UserFacingException($"No role was granted to {OutgoingText.CleanLine(subject)} here. /roles list shows what was granted.");
    }
}
