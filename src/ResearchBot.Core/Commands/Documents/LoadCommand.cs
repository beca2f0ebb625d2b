using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands.Documents;

/// <summary>Loads files and folders into a collection: a stored load, which this request waits for.</summary>
public sealed class LoadCommand(
    LoadQueue queue, LoadTurns turns, LoadWorker worker, LoadStore store, CollectionRights rights, CollectionStore collections, IndexFollower follower) : Command
{
    /// <inheritdoc/>
    public override string Name => "load";

    /// <inheritdoc/>
    public override string Summary => "Load files or folders.";

    /// <inheritdoc/>
    public override string Example => "load reports --collection team";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("files", OptionKind.Files, "Files or folders.", Required: true),
        new("collection", OptionKind.Word, $"Where they go, “{CollectionId.DefaultName}” if not said."),
        new("prune", OptionKind.Flag, "Remove documents whose files are gone from the folder."),
    ];

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The request was cancelled, and its load with it; the message says what was done.</exception>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var collection = new CollectionId(request.Person.Workspace, CollectionName.Parse(request.Value("collection") ?? CollectionId.DefaultName));
        await CheckRightsAsync(request, collection, cancellationToken);
        var job = await queue.AddAsync(
            new NewLoad(collection, request.Person.Name, request.Channel, request.From, request.Has("prune"), request.Sources), cancellationToken);
        var watch = turns.Watch(job, request.Sources, sink);
        try
        {
            var end = await WaitAsync(job, watch, cancellationToken);
            if (end.State > LoadState.Running && !await store.TakeTellingAsync(job.Id, CancellationToken.None))
            {
                throw new UserFacingException($"Another process took over the load {job.Id} and tells of its end.", isFailure: true);
            }

            return await ToReplyAsync(job, end, cancellationToken);
        }
        finally
        {
            turns.Forget(job.Id);
        }
    }

    /// <summary>Whoever may not read a collection here cannot load into it either: the reply would tell what is in it.</summary>
    private async Task CheckRightsAsync(CommandRequest request, CollectionId collection, CancellationToken cancellationToken)
    {
        if (await collections.ExistsAsync(collection, cancellationToken)
            && !(await rights.ReadableAsync(request.Audience, cancellationToken)).Collections.Contains(collection))
        {
            throw new UserFacingException(
                $"The collection {collection.Name} may not be read by everybody here, so nothing is loaded into it from here. Load from a channel that may read it, or ask for the load in private.");
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

    private async Task<Reply> ToReplyAsync(LoadJob job, LoadEnd end, CancellationToken cancellationToken)
    {
        if (end.Fault is UserFacingException { IsFailure: false } wrong)
        {
            throw wrong;
        }

        if (end.Fault is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(end.Fault);
        }

        if (end.State == LoadState.Cancelled)
        {
            var message = $"The load {job.Id} ended early. {end.Reason} {end.Report.Files.Count} files were done, and what was loaded stays; loading the same files again goes on from there.";
            throw cancellationToken.IsCancellationRequested ? new OperationCanceledException(message, cancellationToken) : new UserFacingException(message);
        }

        await follower.CatchUpIfStartedAsync(cancellationToken);
        return new LoadReply(job.Collection.Name, end.Report)
        {
            Waits = end.State == LoadState.Running ? $"The load {job.Id} waits. {end.Reason} It goes on by itself in a chat that is open, and its end is told there; “loads cancel {job.Id}” ends it." : null,
        };
    }
}
