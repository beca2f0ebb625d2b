using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands.Documents;

/// <summary>Brings a removed document or an older version back.</summary>
public sealed class DocumentsRestoreCommand(DocumentToChange documents, VersionStore versions, IndexFollower follower) : Command
{
    /// <inheritdoc/>
    public override string Name => "documents restore";

    /// <inheritdoc/>
    public override string Summary => "Bring back a removed document or an older version.";

    /// <inheritdoc/>
    public override string Example => "documents restore 4k2m9x0c7w1p --version 1";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("id", OptionKind.Document, "The document's id, from a citation or from when it was removed.", Required: true),
        new("version", OptionKind.Number, "The version to bring back; the newest if not said."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var (document, scope) = await documents.FindAsync(request, request.Value("id") ?? string.Empty, cancellationToken);
        var (id, newest) = (document.Newest.Id, document.Newest.Version);
        var version = request.Number("version") ?? newest;
        if (!document.Removed && version == newest)
        {
            throw new UserFacingException($"{id} is in search in version {newest}, its newest. Name an older one with --version; “documents versions {id}” shows them.");
        }

        var restored = await versions.RestoreAsync(scope, id, version, cancellationToken)
            ?? throw new UserFacingException($"{id} has no version {version}, or its text was deleted since. “documents versions {id}” shows them.");
        await follower.CatchUpIfStartedAsync(cancellationToken);
        return new DoneReply($"{id} is in search as version {restored}, with the content of version {version}.");
    }
}
