using System.Globalization;
using System.Text.RegularExpressions;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class CollectionsListCommand(CollectionStore collections, CollectionRights rights)
    : Command(new("collections list", CommandGroup.Collections, Role.Member)
    {
        Summary = "List the collections that may be read here.",
        Example = "collections list",
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var listed = await collections.ListAsync(await rights.ReadableAsync(request.Audience, cancellationToken), cancellationToken);
        var limited = await rights.LimitedAsync(request.Person.Workspace, cancellationToken);
        return new TableReply(
            listed.Count == 1 ? "1 collection may be read here:" : $"{listed.Count} collections may be read here:",
            ["collection", "documents", "readers"],
            [.. listed.Select(one => Row(one, limited))]);
    }

    private static IReadOnlyList<string> Row(CollectionSummary one, IReadOnlySet<string> limited) =>
    [
        one.Collection.Name,
        one.Documents.ToString(CultureInfo.InvariantCulture),
        one.Collection.Workspace == Workspace.Shared ? "every workspace"
            : limited.Contains(one.Collection.Name) ? "some channels or roles" : "this workspace",
    ];
}

/// <summary>Creates an empty collection, so that its rights can be set before documents arrive.</summary>
public sealed class CollectionsCreateCommand(CollectionStore collections)
    : Command(new("collections create", CommandGroup.Collections, Role.Admin)
    {
        Summary = "Make a collection.",
        Example = "collections create board",
        Options = [new("name", OptionKind.Word, "The collection's name.", Required: true)],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var name = CollectionName.Parse(request.Value("name") ?? string.Empty);
        return await collections.CreateAsync(new CollectionId(request.Person.Workspace, name), cancellationToken)
            ? new DoneReply($"There is a collection {name} now. The whole workspace may read it; “collections rights {name}” with --channel or --role limits that.")
            : throw new UserFacingException($"There is a collection {name} already.");
    }
}

public sealed class CollectionsRightsCommand(CollectionStore collections, CollectionRights rights)
    : Command(new("collections rights", CommandGroup.Collections, Role.Admin)
    {
        Summary = "Show or change who may read a collection.",
        Example = "collections rights board --channel discord:80351110224678912",
        IsPrivate = true,
        Options =
        [
            new("name", OptionKind.Word, "The collection.", Required: true),
            new("channel", OptionKind.Word, "Let everybody who reads this channel read it there."),
            new("role", OptionKind.Word, "Let everybody with this role read it in replies that they alone see."),
            new("revoke", OptionKind.Flag, "Take the right of that one channel or role back."),
            new("open", OptionKind.Flag, "Let the whole workspace read it."),
            new("audience", OptionKind.Word, "members, guests or everyone: whether guests, or people of other organisations too, may read it."),
        ],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var (named, audience) = (Named(request), CollectionAudience.Read(request.Value("audience")));
        var collection = new CollectionId(request.Person.Workspace, CollectionName.Parse(request.Value("name") ?? string.Empty));
        if (!await collections.ExistsAsync(collection, cancellationToken))
        {
            throw CollectionName.Unknown(collection.Name);
        }

        if (request.Has("open"))
        {
            await rights.OpenAsync(collection, cancellationToken);
        }
        else if (request.Has("revoke"))
        {
            await RevokeAsync(collection, named[0], cancellationToken);
        }
        else
        {
            foreach (var right in named)
            {
                await rights.AllowAsync(collection, right.Kind, right.Subject, cancellationToken);
            }
        }

        if (audience is { } farthest)
        {
            await rights.OpenToAsync(collection, farthest, cancellationToken);
        }

        var (readers, openTo) = (await rights.OfAsync(collection, cancellationToken), await rights.OpenToAsync(collection, cancellationToken));
        return new TableReply(
            $"Who may read {collection.Name}:",
            ["readers", "id", "where"],
            [
                .. readers.Count == 0 ? [["whole workspace", string.Empty, string.Empty]] : readers.Select(Row),
                .. CollectionAudience.Beside(openTo) is { } others ? [[others, string.Empty, "in the same places"]] : Array.Empty<IReadOnlyList<string>>(),
            ]);
    }

    private static List<CollectionRight> Named(CommandRequest request)
    {
        var named = new List<CollectionRight>();
        foreach (var (option, kind) in new[] { ("channel", RightKind.Channel), ("role", RightKind.Role) })
        {
            if (request.Value(option) is { } id)
            {
                named.Add(new CollectionRight(kind, SubjectId.Parse(id)));
            }
        }

        if (request.Has("open") && (named.Count > 0 || request.Has("revoke")))
        {
            throw new UserFacingException("open stands alone: it lets the whole workspace read the collection, and ends what channels and roles had.");
        }

        return request.Has("revoke") && named.Count != 1
            ? throw new UserFacingException("revoke needs one channel or one role. Example: collections rights board --role discord:role:81384788765712384 --revoke")
            : named;
    }

    private async Task RevokeAsync(CollectionId collection, CollectionRight right, CancellationToken cancellationToken)
    {
        if (!await rights.RevokeAsync(collection, right.Kind, right.Subject, cancellationToken))
        {
            throw new UserFacingException((await rights.OfAsync(collection, cancellationToken)).Contains(right)
                ? $"That is the only right on {collection.Name}, and without one the whole workspace may read it. Give another one first, or use --open."
                : $"That {right.Kind.ToString().ToLowerInvariant()} has no right on {collection.Name}. “collections rights {collection.Name}” shows who has.");
        }
    }

    private static IReadOnlyList<string> Row(CollectionRight right) => right.Kind == RightKind.Channel
        ? ["channel", right.Subject, "in that channel"]
        : ["role", right.Subject, "in replies that they alone see"];
}

public sealed class CollectionsMoveCommand(DocumentToChange documents, CollectionStore collections, IndexFollower follower)
    : Command(new("collections move", CommandGroup.Collections, Role.Admin)
    {
        Summary = "Move a document to another collection.",
        Example = "collections move 4k2m9x0c7w1p board",
        Options =
        [
            new("document", OptionKind.Document, "The document's id, from the list or a citation.", Required: true),
            new("name", OptionKind.Word, "The collection that it goes to.", Required: true),
        ],
    })
{
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

/// <summary>The words for whom a collection is open to.</summary>
internal static class CollectionAudience
{
    private static readonly string[] Words = ["members", "guests", "everyone"]; // in the order of Affiliation

    public static Affiliation? Read(string? typed) =>
        typed is null ? null
        : Array.FindIndex(Words, word => word.Equals(typed, StringComparison.OrdinalIgnoreCase)) is var found and >= 0 ? (Affiliation)found
        : throw new UserFacingException($"audience is members, guests or everyone, not “{OutgoingText.CleanLine(typed)}”. Example: collections rights handbook --audience guests");

    /// <summary>Who may read it beside members; null if nobody.</summary>
    public static string? Beside(Affiliation openTo) => openTo switch
    {
        Affiliation.Guest => "guests too",
        Affiliation.External => "guests and people of other organisations too",
        _ => null,
    };
}

/// <summary>Validates the name of a collection that a workspace owns.</summary>
internal static partial class CollectionName
{
    /// <summary>Throws a <see cref="UserFacingException"/> for an invalid name and for that of the seeds.</summary>
    public static string Parse(string name)
    {
        if (name == CollectionId.Seeds.Name)
        {
            throw new UserFacingException($"The collection {name} comes with the program and is read-only. Name another one.");
        }

        return Allowed().IsMatch(name) ? name : throw new UserFacingException(
            $"“{OutgoingText.Clean(name)}” is no name for a collection: use 1 to 40 lower-case letters, digits and dashes, a letter first.");
    }

    /// <summary>The error for a collection that the workspace does not have.</summary>
    public static UserFacingException Unknown(string name) => new($"There is no collection {name}. “collections create {name}” makes it.");

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex Allowed();
}
