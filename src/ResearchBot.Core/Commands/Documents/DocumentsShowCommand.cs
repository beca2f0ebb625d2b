using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Documents;

/// <summary>Shows a document's stored text, of any version.</summary>
public sealed class DocumentsShowCommand(DocumentStore store, CollectionRights rights) : Command
{
    /// <inheritdoc/>
    public override string Name => "documents show";

    /// <inheritdoc/>
    public override string Summary => "Show a document with its text.";

    /// <inheritdoc/>
    public override string Example => "documents show 4k2m9x0c7w1p --version 1";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("id", OptionKind.Document, "The document's id, from the list or a citation.", Required: true),
        new("version", OptionKind.Number, "An older version; the newest if not said."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        var version = request.Number("version");
        var found = await store.OpenAsync(await rights.ReadableAsync(request.Audience, cancellationToken), id, version, cancellationToken);
        return found is not null ? new DocumentReply(found)
            : throw (version is null ? UnknownDocument.Named(id) : UnknownDocument.Named(id, version.Value));
    }
}
