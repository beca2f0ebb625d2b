using System.Globalization;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Loads;

/// <summary>Shows one load with the status of each file.</summary>
public sealed class LoadsShowCommand(LoadHistory history, VisibleLoads visible) : Command
{
    private const int Usual = 30;
    private const int Most = 500;

    /// <inheritdoc/>
    public override string Name => "loads show";

    /// <inheritdoc/>
    public override string Summary => "Show a load with the status of each file, problems first.";

    /// <inheritdoc/>
    public override string Example => "loads show 5h3n8y1d6v2q";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override bool IsAudited => false;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        VisibleLoads.Option,
        new("top", OptionKind.Number, $"How many files, {Usual} if not said, {Most} at most."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var load = await visible.FindAsync(request, cancellationToken);
        var top = Math.Min(request.Number("top") ?? Usual, Most);
        var files = await history.FilesAsync(load.Job.Id, top, cancellationToken);
        var more = load.Job.Total - files.Count;
        var title = string.Join(" · ", new[]
        {
            $"Load {load.Job.Id}: {VisibleLoads.State(load.Job)}",
            load.Job.Reason,
            $"{load.Done} of {load.Job.Total} files done",
            more > 0 ? $"{more.ToString(CultureInfo.InvariantCulture)} more with --top" : null,
        }.OfType<string>());
        return new TableReply(
            title,
            ["status", "file", "reason", "document"],
            [.. files.Select(file => (IReadOnlyList<string>)
            [
                file.Result?.Status.ToString().ToLowerInvariant() ?? (load.Job.IsOver ? "not loaded" : "waits"),
                file.Path,
                file.Result?.Reason ?? string.Empty,
                file.Result?.DocumentId ?? string.Empty,
            ])]);
    }
}
