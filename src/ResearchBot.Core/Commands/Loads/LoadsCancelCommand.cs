using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Loads;

/// <summary>Ends a load after the file in hand.</summary>
public sealed class LoadsCancelCommand(VisibleLoads visible, LoadQueue queue, LoadWorker worker) : Command
{
    /// <inheritdoc/>
    public override string Name => "loads cancel";

    /// <inheritdoc/>
    public override string Summary => "End a load; what it loaded stays.";

    /// <inheritdoc/>
    public override string Example => "loads cancel 5h3n8y1d6v2q";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [VisibleLoads.Option];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var job = (await visible.FindAsync(request, cancellationToken)).Job;
        if (!await queue.CancelAsync(job.Workspace, job.Id, request.Person.Name, cancellationToken))
        {
            throw new UserFacingException($"The load {job.Id} is over already: {VisibleLoads.State(job)}. “documents remove” takes back what it loaded.");
        }

        worker.Wake();
        return new DoneReply($"The load {job.Id} ends{(job is { State: LoadState.Running, IsHeld: true } ? " after the file in hand" : " now")}. What it loaded stays; loading the same files again goes on from there.");
    }
}
