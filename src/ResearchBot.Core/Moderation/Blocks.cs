namespace ResearchBot.Core.Moderation;

/// <summary>People blocked by a workspace's moderators. Forgotten people stay blocked, identified by a keyed hash.</summary>
public sealed class Blocks(Database database, ITombstoneFiles tombstones, TimeProvider time)
{
    /// <summary>Why a person is blocked; null if they are not.</summary>
    public Task<string?> ReasonAsync(string workspace, string person, CancellationToken cancellationToken) =>
        database.ScalarAsync<string?>(
            "SELECT reason FROM blocks WHERE workspace = @workspace AND (person = @person OR person = @hashed) ORDER BY blocked_at DESC LIMIT 1",
            new { workspace, person, hashed = Hashed(workspace, person) },
            cancellationToken);

    public Task BlockAsync(string workspace, string person, string reason, string by, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            INSERT INTO blocks (workspace, person, reason, blocked_by, blocked_at) VALUES (@workspace, @person, @reason, @by, @now)
            ON CONFLICT (workspace, person) DO UPDATE SET reason = excluded.reason, blocked_by = excluded.blocked_by, blocked_at = excluded.blocked_at
            """,
            new { workspace, person, reason, by, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken);

    /// <summary>Unblocks a person; returns whether they were blocked.</summary>
    public async Task<bool> UnblockAsync(string workspace, string person, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "DELETE FROM blocks WHERE workspace = @workspace AND (person = @person OR person = @hashed)",
            new { workspace, person, hashed = Hashed(workspace, person) },
            cancellationToken) > 0;

    private string Hashed(string workspace, string person) =>
        tombstones.FindMark(workspace, person) is { } mark ? Tombstone.HashedPerson(mark) : person;
}
