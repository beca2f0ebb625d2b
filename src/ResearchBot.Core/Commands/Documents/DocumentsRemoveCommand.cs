using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands.Documents;

/// <summary>Takes a document out of search.</summary>
public sealed class DocumentsRemoveCommand(DocumentStore store, IndexFollower follower, CollectionRights rights) : Command
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
        [new("id", OptionKind.Word, "The document's id, from the list or a citation.", Required: true)];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        var removed = await store.RemoveAsync(await rights.ReadableAsync(request.Audience, cancellationToken), id, cancellationToken)
            ?? throw new UserFacingException($"There is no document {OutgoingText.Clean(id)}. “documents list” shows what there is.");
        await follower.CatchUpIfStartedAsync(cancellationToken);
        return new DocumentRemovedReply(removed);
    }
}
