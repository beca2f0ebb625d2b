using ResearchBot.Core.Documents;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Ingestion.Loads;

internal sealed record LoadJobRow(
    string Id,
    string Workspace,
    string Collection,
    string Person,
    string? Channel,
    string Platform,
    string Address,
    long Prune,
    string State,
    string? Reason,
    long Total,
    long CreatedAt,
    long HeldUntil)
{
    public const string Columns =
        """
        j.id, j.workspace, j.collection, j.person, j.channel, j.platform, j.address, j.prune, j.state, j.reason, j.total,
        j.created_at AS CreatedAt, j.held_until AS HeldUntil
        """;

    public LoadJob ToJob(DateTimeOffset now) => new(
        Id,
        new CollectionId(Workspace, Collection),
        Person,
        Channel,
        new ReplyAddress(Platform, Address),
        Prune != 0,
        Enum.Parse<LoadState>(State),
        Reason,
        (int)Total,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        HeldUntil > now.ToUnixTimeMilliseconds());
}
