using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;
using ResearchBot.Core.Workspaces;

namespace ResearchBot.Core.Commands;

/// <summary>Links a Discord guild or Slack team to a workspace: a code from one side, typed by an admin on the other.</summary>
public sealed class LinkCommand(WorkspaceLinks links, BoundWorkspaces bound)
    : Command(new("link", CommandGroup.Workspaces, Role.Admin)
    {
        Summary = "Tie a Discord guild or a Slack team to a workspace.",
        Example = "link",
        IsPrivate = true,
        Options = [new("code", OptionKind.Word, "The code from the other side; makes one for this side if not said.") { IsPositional = true, IsSecret = true }],
    })
{
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
        if (request.PlatformTeam is not { } tenant)
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

/// <summary>Turns a linked guild or team into its own workspace again. Admins of either side may do so.</summary>
public sealed class UnlinkCommand(WorkspaceLinks links, BoundWorkspaces bound)
    : Command(new("unlink", CommandGroup.Workspaces, Role.Admin)
    {
        Summary = "Take the link of a guild or team to this workspace back.",
        Example = "unlink slack:T0123456789",
        Options = [new("tenant", OptionKind.Word, "The guild or team; the one where you are if not said.") { IsPositional = true }],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var workspace = request.Person.Workspace;
        var tenant = request.Value("tenant") is { } written
            ? PlatformTeam.Find(written) ?? throw new UserFacingException("That is no guild or team: write discord: or slack: and its id, as in discord:80351110224678912.")
            : request.PlatformTeam ?? throw new UserFacingException($"Name the guild or team. {await LinkedAsync(workspace, cancellationToken)}");
        if (bound.Of(tenant) == workspace)
        {
            throw BoundTenant.Refusal(tenant, workspace);
        }

        if (!await links.UnlinkAsync(tenant, workspace, request.Person.Name, cancellationToken))
        {
            throw new UserFacingException($"No link ties {tenant.Spoken} to the workspace {workspace}. {await LinkedAsync(workspace, cancellationToken)}");
        }

        return new DoneReply(
            $"Now {tenant.Spoken} is a workspace of its own again: it reads the seeds and what its own admins loaded there before. What was loaded in {workspace} stays in {workspace}, and codes that were made before are good no more. /link ties it again.");
    }

    private async Task<string> LinkedAsync(string workspace, CancellationToken cancellationToken)
    {
        var linked = await links.ListAsync(workspace, cancellationToken);
        return linked.Count == 0 ? "Nothing is linked to it." : $"Linked are: {string.Join(", ", linked)}.";
    }
}

public sealed class WorkspaceCommand(WorkspaceMap workspaces)
    : Command(new("workspace", CommandGroup.Workspaces, Role.Member)
    {
        Summary = "Show or choose the workspace that your direct messages belong to.",
        Example = "workspace",
        IsAlwaysServed = true,
        Options = [new("name", OptionKind.Word, "The one to choose; shows which there are if not said.") { IsPositional = true }],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var shared = request.SharedWorkspaces;
        var name = request.Value("name");
        if (shared.Count == 0)
        {
            var here = request.Person.Workspace;
            return name is null || name == here
                ? new DoneReply($"Here it is the workspace {here}.")
                : throw new UserFacingException($"Here it is always the workspace {here}. One is chosen in a direct message to the bot.");
        }

        if (name is null)
        {
            return await ListAsync(request.Person.Name, shared, cancellationToken);
        }

        if (!shared.Contains(name))
        {
            throw new UserFacingException($"You share no workspace “{OutgoingText.CleanLine(name)}” with the bot. You share: {string.Join(", ", shared)}.");
        }

        await workspaces.ChooseAsync(request.Person.Name, name, cancellationToken);
        return new DoneReply($"Your direct messages belong to the workspace {name} from now on. /workspace chooses another.");
    }

    private async Task<Reply> ListAsync(string person, IReadOnlyList<string> shared, CancellationToken cancellationToken)
    {
        if (shared.Count == 1)
        {
            return new DoneReply($"Your direct messages belong to the workspace {shared[0]}, the only one that you share with the bot.");
        }

        var chosen = await workspaces.ChosenAsync(person, shared, cancellationToken);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var workspace in shared)
        {
            rows.Add([workspace, string.Join(", ", await workspaces.NamesAsync(workspace, cancellationToken)), workspace == chosen ? "chosen" : string.Empty]);
        }

        return new TableReply(
            chosen is null ? $"Which workspace do you mean? /workspace {shared[0]} chooses it, for all your direct messages." : "The workspaces that you share with the bot; /workspace NAME chooses another:",
            ["workspace", "called", ""],
            rows);
    }
}

/// <summary>Links from the settings cannot be changed in a chat.</summary>
internal static class BoundTenant
{
    public static UserFacingException Refusal(PlatformTeam tenant, string workspace) => new(
        $"The settings tie {tenant.Spoken} to the workspace {workspace} (Workspaces:{workspace}). Only whoever runs the program can change that, there.");
}
