namespace ResearchBot.Core.Moderation;

/// <summary>Guests, people of other organisations, and the channels that they read, as far as the platforms have said. They read only the collections that
/// are open to them, and so does everybody who shares a reply with them.</summary>
public sealed class Outsiders(Database database, TimeProvider time)
{
    /// <summary>What somebody is told to whom no collection is open.</summary>
    public const string Refusal =
        "This bot answers members of its own organisation only. An admin here can open a collection to guests or to everyone, with “collections rights NAME --audience everyone”.";

    private static readonly TimeSpan BetweenRefusals = TimeSpan.FromDays(1);
    private static readonly TimeSpan WritersStay = TimeSpan.FromDays(30);

    /// <summary>Stores what the platform says of a person.</summary>
    /// <param name="affiliation">Null if it could not say: what was known before stays.</param>
    public async Task NotePersonAsync(string workspace, string person, Affiliation? affiliation, CancellationToken cancellationToken)
    {
        if (affiliation is { } known && await OfAsync(workspace, person, cancellationToken) != known)
        {
            await (known == Affiliation.Member
                ? RemoveAsync(workspace, person, cancellationToken)
                : StoreAsync(workspace, person, known, lasts: null, cancellationToken));
        }
    }

    /// <summary>Stores what the platform says of a channel's readers. An outsider who writes in it counts as one of them for some weeks, since no platform
    /// says with a message who else reads it.</summary>
    /// <param name="isShared">Whether people of other organisations read it; null if the platform could not say: what was known before stays.</param>
    /// <param name="writer">How whoever writes there belongs to the organisation.</param>
    public async Task NoteChannelAsync(string workspace, string channel, bool? isShared, Affiliation writer, CancellationToken cancellationToken)
    {
        var (known, expires) = await FindAsync(workspace, channel, cancellationToken);
        if (isShared == false && known != Affiliation.Member && expires is null)
        {
            await RemoveAsync(workspace, channel, cancellationToken);
            known = Affiliation.Member;
        }

        var farthest = isShared == true ? Affiliation.External : writer;
        if (farthest > known || (farthest == known && expires is not null))
        {
            await StoreAsync(workspace, channel, farthest, isShared == true ? null : WritersStay, cancellationToken);
        }
    }

    /// <summary>How a person belongs to the organisation, or the farthest of a channel's readers.</summary>
    public async Task<Affiliation> OfAsync(string workspace, string subject, CancellationToken cancellationToken) =>
        (await FindAsync(workspace, subject, cancellationToken)).Affiliation;

    /// <summary>How far from the organisation the farthest reader of a reply is.</summary>
    public Task<Affiliation> FarthestAsync(Audience audience, CancellationToken cancellationToken) =>
        (audience.Person ?? audience.Channel) is { } readers ? OfAsync(audience.Workspace, readers, cancellationToken) : Task.FromResult(Affiliation.Member);

    /// <summary>Whether a person is to be turned away, since no collection of the workspace is open to them.</summary>
    public async Task<bool> AreTurnedAwayAsync(string workspace, string person, CancellationToken cancellationToken)
    {
        var affiliation = await OfAsync(workspace, person, cancellationToken);
        if (affiliation == Affiliation.Member)
        {
            return false;
        }

        var open = await database.QueryAsync<string>("SELECT DISTINCT open_to FROM collections WHERE workspace = @workspace", new { workspace }, cancellationToken);
        return open.Select(Enum.Parse<Affiliation>).All(to => to < affiliation);
    }

    /// <summary>Whether they are to be told so now: true once a day.</summary>
    public async Task<bool> TellAsync(string workspace, string person, CancellationToken cancellationToken) => await database.ExecuteAsync(
        "UPDATE outsiders SET told_at = @now WHERE workspace = @workspace AND subject = @person AND told_at <= @before",
        new { workspace, person, now = Now, before = Now - (long)BetweenRefusals.TotalMilliseconds },
        cancellationToken) > 0;

    private async Task<(Affiliation Affiliation, long? Expires)> FindAsync(string workspace, string subject, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Affiliation, long? Expires)>(
            "SELECT affiliation, expires_at FROM outsiders WHERE workspace = @workspace AND subject = @subject AND (expires_at IS NULL OR expires_at > @now)",
            new { workspace, subject, now = Now },
            cancellationToken);
        return rows is [var row] ? (Enum.Parse<Affiliation>(row.Affiliation), row.Expires) : default;
    }

    private Task<int> RemoveAsync(string workspace, string subject, CancellationToken cancellationToken) => database.ExecuteAsync(
        "DELETE FROM outsiders WHERE workspace = @workspace AND subject = @subject", new { workspace, subject }, cancellationToken);

    private Task<int> StoreAsync(string workspace, string subject, Affiliation affiliation, TimeSpan? lasts, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        INSERT INTO outsiders (workspace, subject, affiliation, seen_at, expires_at) VALUES (@workspace, @subject, @affiliation, @now, @until)
        ON CONFLICT (workspace, subject) DO UPDATE SET affiliation = excluded.affiliation, seen_at = excluded.seen_at, expires_at = excluded.expires_at
        """,
        new { workspace, subject, affiliation = affiliation.ToString(), now = Now, until = Now + (long?)lasts?.TotalMilliseconds },
        cancellationToken);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
