using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Collections;

/// <summary>Shows and changes who may read a collection.</summary>
public sealed class CollectionsRightsCommand(CollectionStore collections, CollectionRights rights) : Command
{
    /// <inheritdoc/>
    public override string Name => "collections rights";

    /// <inheritdoc/>
    public override string Summary => "Show or change who may read a collection.";

    /// <inheritdoc/>
    public override string Example => "collections rights board --channel discord:80351110224678912";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override bool IsPrivate => true;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("name", OptionKind.Word, "The collection.", Required: true),
        new("channel", OptionKind.Word, "Let everybody who reads this channel read it there."),
        new("role", OptionKind.Word, "Let everybody with this role read it in replies that they alone see."),
        new("revoke", OptionKind.Flag, "Take the right of that one channel or role back."),
        new("open", OptionKind.Flag, "Let the whole workspace read it."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var named = Named(request);
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

        var readers = await rights.OfAsync(collection, cancellationToken);
        return new TableReply(
            $"Who may read {collection.Name}:",
            ["readers", "id", "where"],
            readers.Count == 0 ? [["whole workspace", string.Empty, string.Empty]] : [.. readers.Select(Row)]);
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
