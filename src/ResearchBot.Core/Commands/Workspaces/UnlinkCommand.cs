using ResearchBot.Core.Moderation;
using ResearchBot.Core.Workspaces;

namespace ResearchBot.Core.Commands.Workspaces;

/// <summary>Makes a linked guild or team a workspace of its own again. Admins of either side may.</summary>
public sealed class UnlinkCommand(WorkspaceLinks links, BoundWorkspaces bound) : Command
{
    /// <inheritdoc/>
    public override string Name => "unlink";

    /// <inheritdoc/>
    public override string Summary => "Take the link of a guild or team to this workspace back.";

    /// <inheritdoc/>
    public override string Example => "unlink slack:T0123456789";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
        [new("tenant", OptionKind.Word, "The guild or team; the one where you are if not said.") { IsPositional = true }];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var workspace = request.Person.Workspace;
        var tenant = request.Value("tenant") is { } written
            ? Tenant.Find(written) ?? throw new UserFacingException("That is no guild or team: write discord: or slack: and its id, as in discord:80351110224678912.")
            : request.Tenant ?? throw new UserFacingException($"Name the guild or team. {await LinkedAsync(workspace, cancellationToken)}");
        if (bound.Of(tenant) == workspace)
        {
            throw BoundTenant.Refusal(tenant, workspace);
        }

        if (!await links.UnlinkAsync(tenant, workspace, request.Person.Name, cancellationToken))
        {
            throw new UserFacingException($"No link ties {tenant.Spoken} to the workspace {workspace}. {await LinkedAsync(workspace, cancellationToken)}");
        }

        return new DoneReply(
            $"Now {tenant.Spoken} is a workspace of its own again: it reads the seeds and what its own admins loaded there before. What was loaded in {workspace} stays in {workspace}. /link ties it again.");
    }

    private async Task<string> LinkedAsync(string workspace, CancellationToken cancellationToken)
    {
        var linked = await links.ListAsync(workspace, cancellationToken);
        return linked.Count == 0 ? "Nothing is linked to it." : $"Linked are: {string.Join(", ", linked)}.";
    }
}
