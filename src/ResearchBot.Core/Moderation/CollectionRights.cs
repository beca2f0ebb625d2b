using Dapper;

namespace ResearchBot.Core.Moderation;

/// <summary>Which collections an audience may read. A collection without rights is open to its workspace, one with rights only to the named channels and
/// roles. Either is for members of the organisation, unless it is opened to guests or to everyone, and every reader of a reply must be among those.</summary>
public sealed class CollectionRights(Database database, Outsiders outsiders, WithdrawnPassages withdrawn)
{
    /// <summary>What this audience may read, among the collections of its workspace and the shared ones.</summary>
    public async Task<ReadScope> ReadableAsync(Audience audience, CancellationToken cancellationToken)
    {
        var farthest = await outsiders.FarthestAsync(audience, cancellationToken);
        var rows = await database.QueryAsync<(string Workspace, string Name, string OpenTo, string? Kind, string? Subject)>(
            """
            SELECT c.workspace, c.name, c.open_to, r.kind, r.subject FROM collections c
            LEFT JOIN collection_rights r ON r.workspace = c.workspace AND r.collection = c.name
            WHERE c.workspace = @own OR c.workspace = @shared ORDER BY c.workspace, c.name
            """,
            new { own = audience.Workspace, shared = Workspace.Shared },
            cancellationToken);
        var admitted = rows.GroupBy(row => new CollectionId(row.Workspace, row.Name))
            .Where(collection => collection.Any(right => Admits(right.Kind, right.Subject, audience)))
            .ToLookup(collection => Enum.Parse<Affiliation>(collection.First().OpenTo) >= farthest, collection => collection.Key);
        return new ReadScope([.. admitted[true]])
        {
            LeftOut = [.. admitted[false]],
            Withdrawn = [.. (await withdrawn.ListAsync(audience.Workspace, cancellationToken)).Select(one => one.Passage)],
        };
    }

    /// <summary>Lets a channel or role read a collection, which becomes closed to everybody else.</summary>
    public Task AllowAsync(CollectionId collection, RightKind kind, string subject, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            INSERT INTO collection_rights (workspace, collection, kind, subject) VALUES (@Workspace, @Name, @kind, @subject)
            ON CONFLICT DO NOTHING
            """,
            new { collection.Workspace, collection.Name, kind = kind.ToString(), subject },
            cancellationToken);

    /// <summary>Revokes a right. The last one cannot be revoked, since the collection would become open to all.</summary>
    /// <returns>False if there is no such right, or no other.</returns>
    public async Task<bool> RevokeAsync(CollectionId collection, RightKind kind, string subject, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        // Holds the collection until the commit: two who take the last two rights back at once do not both see the other's.
        await transaction.Connection.ExecuteAsync("UPDATE collections SET name = name WHERE workspace = @Workspace AND name = @Name", new { collection.Workspace, collection.Name });
        var revoked = await transaction.Connection.ExecuteAsync(
            """
            DELETE FROM collection_rights WHERE workspace = @Workspace AND collection = @Name AND kind = @kind AND subject = @subject
            AND 1 < (SELECT COUNT(*) FROM collection_rights WHERE workspace = @Workspace AND collection = @Name)
            """,
            new { collection.Workspace, collection.Name, kind = kind.ToString(), subject });
        await transaction.CommitAsync(cancellationToken);
        return revoked > 0;
    }

    public Task OpenAsync(CollectionId collection, CancellationToken cancellationToken) => database.ExecuteAsync(
        "DELETE FROM collection_rights WHERE workspace = @Workspace AND collection = @Name",
        new { collection.Workspace, collection.Name },
        cancellationToken);

    /// <summary>Whom a collection is open to, as far as its rights allow.</summary>
    public async Task<Affiliation> OpenToAsync(CollectionId collection, CancellationToken cancellationToken) => Enum.Parse<Affiliation>(await database.ScalarAsync<string?>(
        "SELECT open_to FROM collections WHERE workspace = @Workspace AND name = @Name", new { collection.Workspace, collection.Name }, cancellationToken) ?? nameof(Affiliation.Member));

    /// <summary>Opens a collection to people up to this far from the organisation.</summary>
    public Task OpenToAsync(CollectionId collection, Affiliation farthest, CancellationToken cancellationToken) => database.ExecuteAsync(
        "UPDATE collections SET open_to = @openTo WHERE workspace = @Workspace AND name = @Name",
        new { collection.Workspace, collection.Name, openTo = farthest.ToString() },
        cancellationToken);

    public async Task<IReadOnlyList<CollectionRight>> OfAsync(CollectionId collection, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Kind, string Subject)>(
            "SELECT kind, subject FROM collection_rights WHERE workspace = @Workspace AND collection = @Name ORDER BY kind, subject",
            new { collection.Workspace, collection.Name },
            cancellationToken);
        return [.. rows.Select(row => new CollectionRight(Enum.Parse<RightKind>(row.Kind), row.Subject))];
    }

    /// <summary>The names of a workspace's collections that are restricted.</summary>
    public async Task<IReadOnlySet<string>> LimitedAsync(string workspace, CancellationToken cancellationToken) =>
        (await database.QueryAsync<string>(
            "SELECT DISTINCT collection FROM collection_rights WHERE workspace = @workspace", new { workspace }, cancellationToken)).ToHashSet();

    /// <summary>A role counts only if its holder alone reads the reply. A channel counts only for replies in it: a person who asks in a direct message may
    /// have left the channel.</summary>
    private static bool Admits(string? kind, string? subject, Audience audience) =>
        kind is null
        || audience.IsOwner
        || (kind == nameof(RightKind.Channel) && subject == audience.Channel)
        || (kind == nameof(RightKind.Role) && audience.Person is not null && audience.Groups.Contains(subject));
}

/// <summary>A right to read a restricted collection.</summary>
/// <param name="Subject">The platform's id of the channel or role.</param>
public sealed record CollectionRight(RightKind Kind, string Subject);

/// <summary>The kind of subject that a right names.</summary>
public enum RightKind
{
    /// <summary>All readers of a channel, in that channel.</summary>
    Channel,

    /// <summary>All holders of a platform role or user group, in replies that they alone read.</summary>
    Role,
}
