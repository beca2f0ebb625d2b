using ResearchBot.Core.Commands.Documents;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands.Collections;

/// <summary>Moves a document to another collection of its workspace.</summary>
public sealed class CollectionsMoveCommand(DocumentToChange documents, CollectionStore collections, IndexFollower follower) : Command
{
    /// <inheritdoc/>
    public override string Name => "collections move";

    /// <inheritdoc/>
    public override string Summary => "Move a document to another collection.";

    /// <inheritdoc/>
    public override string Example => "collections move 4k2m9x0c7w1p board";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("document", OptionKind.Document, "The document's id, from the list or a citation.", Required: true),
        new("name", OptionKind.Word, "The collection that it goes to.", Required: true),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var to = new CollectionId(request.Person.Workspace, CollectionName.Parse(request.Value("name") ?? string.Empty));
        var (document, scope) = await documents.FindAsync(request, request.Value("document") ?? string.Empty, cancellationToken);
        var (id, from) = (document.Newest.Id, document.Newest.Collection);
        if (from.Workspace != to.Workspace)
        {
            throw new UserFacingException($"{id} comes with the program and stays in {from.Name}.");
        }

        if (from == to)
        {
            throw new UserFacingException($"{id} is in {to.Name} already.");
        }

        if (!await collections.ExistsAsync(to, cancellationToken))
        {
            throw CollectionName.Unknown(to.Name);
        }

        if (!await collections.MoveAsync(scope, id, to, cancellationToken))
        {
            throw new UserFacingException($"{id} stays in {from.Name}: {to.Name} has a document with the same key, or had one that was removed.");
        }

        await follower.CatchUpIfStartedAsync(cancellationToken);
        return new DoneReply($"{id} is in {to.Name} now, and who may read {to.Name} may read it. “collections move {id} {from.Name}” takes that back.");
    }
}
