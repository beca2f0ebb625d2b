using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Collections;

/// <summary>Makes an empty collection, so that its rights can stand before its documents come.</summary>
public sealed class CollectionsCreateCommand(CollectionStore collections) : Command
{
    /// <inheritdoc/>
    public override string Name => "collections create";

    /// <inheritdoc/>
    public override string Summary => "Make a collection.";

    /// <inheritdoc/>
    public override string Example => "collections create board";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [new("name", OptionKind.Word, "The collection's name.", Required: true)];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var name = CollectionName.Parse(request.Value("name") ?? string.Empty);
        return await collections.CreateAsync(new CollectionId(request.Person.Workspace, name), cancellationToken)
            ? new DoneReply($"There is a collection {name} now. The whole workspace may read it; “collections rights {name}” with --channel or --role limits that.")
            : throw new UserFacingException($"There is a collection {name} already.");
    }
}
