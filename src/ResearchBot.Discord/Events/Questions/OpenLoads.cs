using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Platforms;
using ResearchBot.Discord.Requests;

namespace ResearchBot.Discord.Events;

/// <summary>Knows loads that were stored before their process ended: they go on by themselves, and their end is told.</summary>
internal sealed class OpenLoads(LoadHistory loads)
{
    private const int Looked = 100;

    /// <summary>Whether a request that an ended process left is such a load, and so must not be begun again.</summary>
    public async Task<bool> IsStoredAsync(ReceivedRequest open, Incoming incoming, CancellationToken cancellationToken) =>
        incoming.Command == "load"
        && (await loads.ListAsync(open.Workspace, Looked, cancellationToken)).Any(load => load.Job.Person == open.Person && load.Job.CreatedAt >= open.ReceivedAt);
}
