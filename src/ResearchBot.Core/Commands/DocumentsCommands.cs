using System.Globalization;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class DocumentsListCommand(DocumentStore store, CollectionRights rights)
    : Command(new("documents list", CommandGroup.Documents, Role.Member)
    {
        Summary = "List the documents that can be searched.",
        Example = "documents list",
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken) =>
        new DocumentListReply(await store.ListAsync(await rights.ReadableAsync(request.Audience, cancellationToken), cancellationToken));
}

public sealed class DocumentsShowCommand(DocumentStore store, DamagedDocuments damaged, CollectionRights rights)
    : Command(new("documents show", CommandGroup.Documents, Role.Member)
    {
        Summary = "Show a document with its text.",
        Example = "documents show 4k2m9x0c7w1p --version 1",
        Options =
        [
            new("id", OptionKind.Document, "The document's id, from the list or a citation.", Required: true),
            new("version", OptionKind.Number, "An older version; the newest if not said."),
        ],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        var version = request.Number("version");
        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        return await store.OpenAsync(scope, id, version, cancellationToken) is { } found ? new DocumentReply(found)
            : await damaged.HasAsync(scope, id, version, cancellationToken) ? throw new UserFacingException($"{id} is damaged in the store. An admin can load its file again.")
            : throw (version is null ? UnknownDocument.Named(id) : UnknownDocument.Named(id, version.Value));
    }
}

public sealed class DocumentsRemoveCommand(DocumentToChange documents, DocumentStore store, IndexFollower follower)
    : Command(new("documents remove", CommandGroup.Documents, Role.Admin)
    {
        Summary = "Take a document out of search.",
        Example = "documents remove 4k2m9x0c7w1p",
        Options = [new("id", OptionKind.Document, "The document's id, from the list or a citation.", Required: true)],
    })
{
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

public sealed class DocumentsRestoreCommand(DocumentToChange documents, VersionStore versions, IndexFollower follower)
    : Command(new("documents restore", CommandGroup.Documents, Role.Admin)
    {
        Summary = "Bring back a removed document or an older version.",
        Example = "documents restore 4k2m9x0c7w1p --version 1",
        Options =
        [
            new("id", OptionKind.Document, "The document's id, from a citation or from when it was removed.", Required: true),
            new("version", OptionKind.Number, "The version to bring back; the newest if not said."),
        ],
    })
{
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

public sealed class DocumentsVersionsCommand(VersionStore versions, CollectionRights rights)
    : Command(new("documents versions", CommandGroup.Documents, Role.Member)
    {
        Summary = "List the versions of a document.",
        Example = "documents versions 4k2m9x0c7w1p",
        Options = [new("id", OptionKind.Document, "The document's id, from the list or a citation.", Required: true)],
    })
{
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

/// <summary>Finds a document that somebody wants to change, and checks that it is theirs to change.</summary>
public sealed class DocumentToChange(VersionStore versions, CollectionRights rights)
{
    /// <summary>The document to remove, restore or move, and what the audience may read.</summary>
    /// <exception cref="UserFacingException">There is no such document, or it belongs to every workspace.</exception>
    public async Task<(DocumentHistory Document, ReadScope Scope)> FindAsync(CommandRequest request, string id, CancellationToken cancellationToken)
    {
        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var found = await versions.ReadAsync(scope, id, cancellationToken)
            ?? throw UnknownDocument.Named(id);
        return found.Newest.Collection.Workspace == request.Person.Workspace || request.Person.IsOwner
            ? (found, scope)
            : throw new UserFacingException(
                $"{found.Newest.Id} comes with the program, and every workspace reads it. Only whoever runs the program can change that, on its console.");
    }
}

/// <summary>The error for a document that the person cannot see here, whether or not it exists.</summary>
internal static class UnknownDocument
{
    public static UserFacingException Named(string id) =>
        new($"There is no document {OutgoingText.CleanLine(id)}. “documents list” shows what there is.");

    public static UserFacingException Named(string id, int version) =>
        new($"There is no document {OutgoingText.CleanLine(id)} with a version {version}. “documents versions” shows those of a document.");
}
