using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands.Documents;

/// <summary>Loads files and folders into a collection.</summary>
public sealed class LoadCommand(DocumentIngestor ingestor, IndexFollower follower) : Command
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
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var collection = new CollectionId(request.Person.Workspace, CollectionName.Parse(request.Value("collection") ?? CollectionId.DefaultName));
        var mode = IngestionMode.Default with { Prune = request.Has("prune") };
        var report = await ingestor.IngestAsync(request.Sources, collection, mode, sink, cancellationToken);
        await follower.CatchUpIfStartedAsync(cancellationToken);
        return new LoadReply(collection.Name, report);
    }
}
