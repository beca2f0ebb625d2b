using ResearchBot.Core.Conversations;

namespace ResearchBot.Core.Feedback;

/// <summary>Votes on answers: one per person and answer, the last one counts.</summary>
public sealed class Votes(Database database, TimeProvider time)
{
    /// <summary>Stores a vote, replacing the person's earlier one.</summary>
    /// <param name="reason">For moderators; empty if none was given.</param>
    public Task VoteAsync(string answer, string person, bool isHelpful, string reason, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            INSERT INTO answer_votes (answer_id, person, is_helpful, reason, voted_at) VALUES (@answer, @person, @helpful, @reason, @now)
            ON CONFLICT (answer_id, person) DO UPDATE SET is_helpful = excluded.is_helpful, reason = excluded.reason, voted_at = excluded.voted_at
            """,
            new { answer, person, helpful = isHelpful ? 1 : 0, reason, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken);
}

/// <summary>Conversations in which the bot speaks only when mentioned, and people who want no unsolicited messages.</summary>
public sealed class Quiet(Database database, TimeProvider time)
{
    /// <summary>Whether the bot speaks in this conversation only when mentioned.</summary>
    public Task<bool> IsAsync(ConversationAddress address, CancellationToken cancellationToken) =>
        ExistsAsync("SELECT COUNT(*) FROM quiet_conversations WHERE workspace = @Workspace AND platform = @Platform AND address = @Address", address, cancellationToken);

    /// <summary>Whether a person wants no unsolicited messages.</summary>
    public Task<bool> IsAsync(string workspace, string person, CancellationToken cancellationToken) =>
        ExistsAsync("SELECT COUNT(*) FROM quiet_people WHERE workspace = @workspace AND person = @person", new { workspace, person }, cancellationToken);

    /// <summary>Makes a conversation quiet, or ends that.</summary>
    public Task SetAsync(ConversationAddress address, bool on, string by, CancellationToken cancellationToken) => database.ExecuteAsync(
        on
            ? "INSERT INTO quiet_conversations (workspace, platform, address, set_by, set_at) VALUES (@Workspace, @Platform, @Address, @by, @now) ON CONFLICT DO NOTHING"
            : "DELETE FROM quiet_conversations WHERE workspace = @Workspace AND platform = @Platform AND address = @Address",
        new { address.Workspace, address.Platform, address.Address, by, now = Now },
        cancellationToken);

    /// <summary>Stops unsolicited messages to a person, or allows them again.</summary>
    public Task SetAsync(string workspace, string person, bool on, CancellationToken cancellationToken) => database.ExecuteAsync(
        on
            ? "INSERT INTO quiet_people (workspace, person, set_at) VALUES (@workspace, @person, @now) ON CONFLICT DO NOTHING"
            : "DELETE FROM quiet_people WHERE workspace = @workspace AND person = @person",
        new { workspace, person, now = Now },
        cancellationToken);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<bool> ExistsAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        await database.ScalarAsync<long>(sql, parameters, cancellationToken) > 0;
}
