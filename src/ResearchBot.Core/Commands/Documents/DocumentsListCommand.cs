using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Documents;

/// <summary>Lists the documents that can be searched.</summary>
public sealed class DocumentsListCommand(DocumentStore store, CollectionRights rights) : Command
{
    /// <inheritdoc/>
    public override string Name => "documents list";

    /// <inheritdoc/>
    public override string Summary => "List the documents that can be searched.";

    /// <inheritdoc/>
    public override string Example => "documents list";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken) =>
        new DocumentListReply(await store.ListAsync(await rights.ReadableAsync(request.Audience, cancellationToken), cancellationToken));
}
