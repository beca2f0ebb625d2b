using System.Runtime.ExceptionServices;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands;

/// <summary>Waits with a request for the end of its load.</summary>
public sealed class LoadWait(
    LoadQueue queue, LoadTurns turns, LoadWorker worker, LoadStore store, IndexFollower follower, AnswerableQuestions questions)
{
    /// <summary>Runs a load of this process to its end and says what became of its files.</summary>
    /// <exception cref="OperationCanceledException">The request was cancelled, and so was the load; the message says what was done.</exception>
    public async Task<Reply> RunAsync(
        LoadJob job, IReadOnlyList<DocumentSource> sources, CommandRequest request, IProgress<IngestionProgress> progress, CancellationToken cancellationToken)
    {
        var watch = turns.Watch(job, sources, progress);
        try
        {
            var end = await WaitAsync(job, watch, cancellationToken);
            if (end.State > LoadState.Running && !await store.TakeTellingAsync(job.Id, CancellationToken.None))
            {
                throw new UserFacingException($"Another process took over the load {job.Id} and tells of its end.", isFailure: true);
            }

            return await ToReplyAsync(job, end, request, cancellationToken);
        }
        finally
        {
            turns.Forget(job.Id);
        }
    }

    private async Task<LoadEnd> WaitAsync(LoadJob job, LoadWatch watch, CancellationToken cancellationToken)
    {
        await using var cancelled = cancellationToken.Register(watch.Cancel);
        var ending = worker.DoAsync(job, watch);
        try
        {
            return await ending.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !ending.IsCanceled)
        {
            await queue.CancelAsync(job.Workspace, job.Id, job.Person, CancellationToken.None);
            worker.Wake();
            return await ending;
        }
        catch (OperationCanceledException) when (ending.IsCanceled)
        {
            throw new UserFacingException($"The program ends. The load {job.Id} goes on when it runs again, and its end is told then.", isFailure: true);
        }
    }

    private async Task<LoadReply> ToReplyAsync(LoadJob job, LoadEnd end, CommandRequest request, CancellationToken cancellationToken)
    {
        if (end.Fault is UserFacingException { IsFailure: false } wrong)
        {
            throw wrong;
        }

        if (end.Fault is not null)
        {
            ExceptionDispatchInfo.Throw(end.Fault);
        }

        if (end.State == LoadState.Cancelled)
        {
            var message = $"The load {job.Id} ended early. {end.Reason} {end.Report.Files.Count} files were done, and what was loaded stays; loading the same files again goes on from there.";
            throw cancellationToken.IsCancellationRequested ? new OperationCanceledException(message, cancellationToken) : new UserFacingException(message);
        }

        await follower.CatchUpIfStartedAsync(cancellationToken);
        return new LoadReply(job.Collection.Name, end.Report)
        {
            DryRun = job.Kind == LoadKind.DryRun ? await DryRunAsync(job, end, request, cancellationToken) : null,
            Waits = end.State == LoadState.Running ? $"The load {job.Id} waits. {end.Reason} It goes on by itself in a chat that is open, and its end is told there; “loads cancel {job.Id}” ends it." : null,
        };
    }

    private async Task<DryRun> DryRunAsync(LoadJob job, LoadEnd end, CommandRequest request, CancellationToken cancellationToken)
    {
        if (end.State != LoadState.Prepared)
        {
            return new DryRun(Load: null, [], 0);
        }

        var answerable = await questions.FindAsync(job.Workspace, job.Id, cancellationToken);
        string[] shown = [.. answerable.Where(asking => UnansweredListCommand.MayRead(asking, request)).Select(asking => asking.Text).Distinct()];
        return new DryRun(job.Id, shown, answerable.Count - answerable.Count(asking => UnansweredListCommand.MayRead(asking, request)));
    }
}
