using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands.Documents;

/// <summary>Takes a document out of search.</summary>
public sealed class DocumentsRemoveCommand(DocumentToChange documents, DocumentStore store, IndexFollower follower) : Command
{
    /// <inheritdoc/>
    public override string Name => "documents remove";

    /// <inheritdoc/>
    public override string Summary => "Take a document out of search.";

    /// <inheritdoc/>
    public override string Example => "documents remove 4k2m9x0c7w1p";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
        [new("id", OptionKind.Document, "The document's id, from the list or a citation.", Required: true)];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var (document, scope) = await documents.FindAsync(request, request.Value("id") ?? string.Empty, cancellationToken);
        var id = document.Newest.Id;
        var removed = await store.RemoveAsync(scope, id, cancellationToken)
            ?? throw new UserFacingException($"{id} is removed already. “documents restore {id}” brings it back.");
        await follower.CatchUpIfStartedAsync(cancellationToken);
        return new DocumentRemovedReply(removed);
    }
}
