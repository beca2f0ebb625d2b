using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Tells of the end of a load that nobody waits for any more, where it was asked for.</summary>
public sealed class LoadNotices(LoadStore store, LoadHistory history, NoticeOutbox outbox)
{
    /// <summary>Tells of it once, whoever else tries.</summary>
    internal async Task TellAsync(LoadJob job, CancellationToken cancellationToken)
    {
        if (await history.FindAsync(job.Workspace, job.Id, cancellationToken) is { } load)
        {
            await store.TellLaterAsync(
                job,
                connection => outbox.AddAsync(connection, job.Workspace, job.To, NoticeKind.Post, Text(load), answerId: null, cancellationToken),
                cancellationToken);
        }
    }

    private static string Text(LoadSummary load)
    {
        var (job, counts) = (load.Job, load.Counts);
        var left = job.Total - load.Done;
        return job.State switch
        {
            LoadState.Failed => $"The load {job.Id} failed: {job.Reason}",
            LoadState.Cancelled => $"The load {job.Id} ended early. {job.Reason} {counts} and stays; {left} files were not loaded.",
            _ => job.Total == 0 ? $"The load {job.Id} is done: there were no files to load."
                : $"The load {job.Id} is done: {counts} in the collection {job.Collection.Name}. “loads show {job.Id}” lists the files.",
        };
    }
}
