using ResearchBot.Core.Moderation;
using ResearchBot.Core.Privacy;

namespace ResearchBot.Core.Commands.Upkeep;

/// <summary>Deletes what was kept long enough, or says what would go.</summary>
public sealed class RetentionRunCommand(RetentionSweep sweep, CompactStore compact) : Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override string Name => "retention run";

    /// <inheritdoc/>
    public override string Summary => "Delete what was kept for its whole time, as is done daily.";

    /// <inheritdoc/>
    public override string Example => "retention run --dry-run";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [new("dry-run", OptionKind.Flag, "Only say what would go.")];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var dryRun = request.Has("dry-run");
        var workspace = request.Person.IsOwner ? null : request.Person.Workspace; // others see nothing of other tenants
        var counts = await sweep.RunAsync(workspace, dryRun, cancellationToken);
        if (!dryRun)
        {
            await compact(Patience, cancellationToken);
        }

        var where = workspace is null ? "in all workspaces" : "in this workspace";
        return new TableReply(
            dryRun ? $"Would be deleted {where}; nothing is yet. “/retention run” does it:" : $"Deleted {where}:",
            ["kind", "kept", "rows"],
            [.. counts.Where(count => workspace is null || count.Kind != RetentionKind.LeftWorkspaces)
                .Select(count => (IReadOnlyList<string>)[NameOf(count.Kind), count.Days == 0 ? "for ever" : $"{count.Days} days", $"{count.Rows}"])]);
    }

    private static string NameOf(RetentionKind kind) => kind switch
    {
        RetentionKind.RemovedDocuments => "texts of removed documents",
        RetentionKind.LeftWorkspaces => "workspaces that removed the bot",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
