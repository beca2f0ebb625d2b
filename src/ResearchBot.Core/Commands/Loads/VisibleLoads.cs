using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Loads;

/// <summary>The loads that an audience may know of: those into collections that it may read. Names of files are content too.</summary>
public sealed class VisibleLoads(LoadHistory history, CollectionRights rights, CollectionStore collections)
{
    /// <summary>Names a load.</summary>
    public static readonly CommandOption Option = new("load", OptionKind.Word, "The load's id, from “loads list”.", Required: true);

    /// <summary>Where a load stands, for a person.</summary>
    public static string State(LoadJob job) => job switch
    {
        { IsOver: false, IsHeld: false } => "waits for a process to go on with it",
        { State: LoadState.Running, Reason: { Length: > 0 } why } => $"waits: {why}",
        _ => job.State.ToString().ToLowerInvariant(),
    };

    /// <summary>The load that the request names.</summary>
    /// <exception cref="UserFacingException">There is none that may be shown here.</exception>
    public async Task<LoadSummary> FindAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var id = request.Value(Option.Name) ?? string.Empty;
        var found = await history.FindAsync(request.Person.Workspace, id, cancellationToken);
        return found is not null && (await FilterAsync(request, [found], cancellationToken)).Count > 0 ? found
            : throw new UserFacingException($"There is no load {OutgoingText.CleanLine(id)} that can be shown here. “loads list” names them.");
    }

    /// <summary>Those that may be shown.</summary>
    public async Task<IReadOnlyList<LoadSummary>> FilterAsync(CommandRequest request, IReadOnlyList<LoadSummary> loads, CancellationToken cancellationToken)
    {
        var readable = (await rights.ReadableAsync(request.Audience, cancellationToken)).Collections.ToHashSet();
        var shown = new List<LoadSummary>();
        foreach (var load in loads)
        {
            if (readable.Contains(load.Job.Collection) || !await collections.ExistsAsync(load.Job.Collection, cancellationToken))
            {
                shown.Add(load);
            }
        }

        return shown;
    }
}
