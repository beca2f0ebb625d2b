using ResearchBot.Core.Moderation;
using ResearchBot.Core.Workspaces;

namespace ResearchBot.Core.Commands.Workspaces;

/// <summary>Ties a Discord guild or Slack team to a workspace: a code from one side, typed by an admin on the other.</summary>
public sealed class LinkCommand(WorkspaceLinks links, BoundWorkspaces bound) : Command
{
    /// <inheritdoc/>
    public override string Name => "link";

    /// <inheritdoc/>
    public override string Summary => "Tie a Discord guild or a Slack team to a workspace.";

    /// <inheritdoc/>
    public override string Example => "link";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override bool IsPrivate => true;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
        [new("code", OptionKind.Word, "The code from the other side; makes one for this side if not said.") { IsPositional = true, IsSecret = true }];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken) =>
        new DoneReply(request.Value("code") is { } code
            ? await RedeemAsync(request, code, cancellationToken)
            : await MakeAsync(request.Person.Workspace, cancellationToken));

    private async Task<string> MakeAsync(string workspace, CancellationToken cancellationToken)
    {
        var code = await links.MakeCodeAsync(workspace, cancellationToken);
        return $"An admin of the Discord guild or Slack team that shall belong to the workspace {workspace} types “/link {code}” there,"
            + $" within {WorkspaceLinks.Lifetime.TotalMinutes:0} minutes. The code is good once; one from before is good no more."
            + " The members there then read what members here read, and its admins are admins here too. /unlink takes that back.";
    }

    private async Task<string> RedeemAsync(CommandRequest request, string code, CancellationToken cancellationToken)
    {
        if (request.Tenant is not { } tenant)
        {
            throw new UserFacingException(request.From.Platform == "console"
                ? "A code goes the other way: an admin types it in the Discord guild or Slack team that shall belong to the workspace. Here /link makes one, for the workspace of the console."
                : "A code is typed in the Discord guild or Slack team that it shall tie, not in a direct message.");
        }

        if (bound.Of(tenant) is { } set)
        {
            throw BoundTenant.Refusal(tenant, set);
        }

        var (outcome, workspace) = await links.RedeemAsync(tenant, code, request.Person.Name, cancellationToken);
        return outcome switch
        {
            LinkOutcome.Linked =>
                $"Now {tenant.Spoken} belongs to the workspace {workspace}: its members read what is read there, and its admins are admins there."
                + $" What was loaded, granted and chosen here before stays in {tenant.OwnWorkspace}, unread, until /unlink takes this back.",
            LinkOutcome.TooManyTries => throw new UserFacingException(
                $"Too many wrong codes were typed here. Try again in {WorkspaceLinks.TryWindow.TotalMinutes:0} minutes, with a new code."),
            LinkOutcome.Same => throw new UserFacingException(
                $"That code is for the workspace {workspace}, which {tenant.Spoken} belongs to already. It is typed on the other side."),
            LinkOutcome.Elsewhere => throw new UserFacingException(
                $"Already {tenant.Spoken} is linked to the workspace {request.Person.Workspace}. /unlink first; the code stays good meanwhile."),
            LinkOutcome.HasOthers => throw new UserFacingException(
                $"Others are linked to the workspace {tenant.OwnWorkspace} and would be left alone there. /unlink shows them; or make the code here and type it on the other side."),
            _ => throw new UserFacingException(
                $"There is no such code: it may be used, replaced by a newer one, or older than {WorkspaceLinks.Lifetime.TotalMinutes:0} minutes. /link on the other side makes one."),
        };
    }
}
