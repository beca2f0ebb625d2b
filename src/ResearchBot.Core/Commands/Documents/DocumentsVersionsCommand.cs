using System.Globalization;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Documents;

/// <summary>Lists a document's versions.</summary>
public sealed class DocumentsVersionsCommand(VersionStore versions, CollectionRights rights) : Command
{
    /// <inheritdoc/>
    public override string Name => "documents versions";

    /// <inheritdoc/>
    public override string Summary => "List the versions of a document.";

    /// <inheritdoc/>
    public override string Example => "documents versions 4k2m9x0c7w1p";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
        [new("id", OptionKind.Document, "The document's id, from the list or a citation.", Required: true)];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        var found = await versions.ReadAsync(await rights.ReadableAsync(request.Audience, cancellationToken), id, cancellationToken)
            ?? throw UnknownDocument.Named(id);
        return new TableReply(
            $"{found.Newest.Id} {(found.Removed ? "is removed" : "is in search")}. Its versions, newest first:",
            ["version", "title", "published", "loaded", "characters"],
            [.. found.Versions.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(DocumentSummary version) =>
    [
        version.Document.Version.ToString(CultureInfo.InvariantCulture),
        version.Document.Title,
        version.Document.Published ?? string.Empty,
        version.LoadedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        version.Characters.ToString(CultureInfo.InvariantCulture),
    ];
}
