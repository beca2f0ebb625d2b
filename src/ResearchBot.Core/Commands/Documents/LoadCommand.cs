using System.Text.RegularExpressions;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands.Documents;

/// <summary>Loads files and folders into a collection.</summary>
public sealed partial class LoadCommand(DocumentIngestor ingestor, IndexFollower follower) : Command
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
        var collection = new CollectionId(request.Person.Workspace, ParseCollection(request.Value("collection")));
        var mode = IngestionMode.Default with { Prune = request.Has("prune") };
        var report = await ingestor.IngestAsync(request.Sources, collection, mode, sink, cancellationToken);
        await follower.CatchUpIfStartedAsync(cancellationToken);
        return new LoadReply(collection.Name, report);
    }

    private static string ParseCollection(string? written)
    {
        var name = written ?? CollectionId.DefaultName;
        if (name == CollectionId.Seeds.Name)
        {
            throw new UserFacingException($"The collection {name} comes with the program and is read-only. Name another one.");
        }

        return CollectionName().IsMatch(name) ? name : throw new UserFacingException(
            $"“{OutgoingText.Clean(name)}” is no name for a collection: use 1 to 40 lower-case letters, digits and dashes, a letter first.");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex CollectionName();
}
