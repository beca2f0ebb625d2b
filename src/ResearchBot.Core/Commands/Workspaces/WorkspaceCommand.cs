using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;
using ResearchBot.Core.Workspaces;

namespace ResearchBot.Core.Commands.Workspaces;

/// <summary>Shows where a person is, and lets them choose which of their workspaces their direct messages belong to.</summary>
public sealed class WorkspaceCommand(WorkspaceMap workspaces) : Command
{
    /// <inheritdoc/>
    public override string Name => "workspace";

    /// <inheritdoc/>
    public override string Summary => "Show or choose the workspace that your direct messages belong to.";

    /// <inheritdoc/>
    public override string Example => "workspace";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override bool IsAlwaysServed => true;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
        [new("name", OptionKind.Word, "The one to choose; shows which there are if not said.") { IsPositional = true }];

    /// <inheritdoc/>
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
