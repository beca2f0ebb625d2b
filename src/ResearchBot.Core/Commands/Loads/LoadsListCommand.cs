using System.Globalization;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Loads;

/// <summary>Lists the loads that are on their way and the last ones.</summary>
public sealed class LoadsListCommand(LoadHistory history, VisibleLoads visible) : Command
{
    private const int Most = 20;

    /// <inheritdoc/>
    public override string Name => "loads list";

    /// <inheritdoc/>
    public override string Summary => "List the loads that are on their way, and the last ones.";

    /// <inheritdoc/>
    public override string Example => "loads list";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override bool IsAudited => false;

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var loads = await visible.FilterAsync(request, await history.ListAsync(request.Person.Workspace, Most, cancellationToken), cancellationToken);
        return new TableReply(
            loads.Count == 0 ? "Nothing was loaded yet. “load” loads files and folders." : "Loads, those on their way first. “loads show” names the files of one, “loads cancel” ends one.",
            ["load", "state", "done", "left", "problems", "collection", "by", "asked"],
            [.. loads.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(LoadSummary load)
    {
        var job = load.Job;
        return
        [
            job.Id,
            VisibleLoads.State(job),
            Write(load.Done),
            job.IsOver ? string.Empty : job.State == LoadState.Queued ? "not counted yet" : Write(job.Total - load.Done),
            load.Problems == 0 ? string.Empty : Write(load.Problems),
            job.Collection.Name,
            job.Person,
            job.CreatedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        ];
    }

    private static string Write(int number) => number.ToString(CultureInfo.InvariantCulture);
}
