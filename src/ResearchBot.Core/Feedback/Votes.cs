using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Feedback;

/// <summary>What people say of answers: one voice for each person and answer, the last one counts.</summary>
public sealed class Votes(DbDataSource database, TimeProvider time)
{
    /// <summary>Keeps a voice, in the place of the same person's earlier one.</summary>
    /// <param name="answer">The receipt.</param>
    /// <param name="person">Whose voice it is.</param>
    /// <param name="isHelpful">What they say.</param>
    /// <param name="reason">Why, for moderators; empty where none was given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task VoteAsync(string answer, string person, bool isHelpful, string reason, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO answer_votes (answer_id, person, is_helpful, reason, voted_at) VALUES (@answer, @person, @helpful, @reason, @now)
            ON CONFLICT (answer_id, person) DO UPDATE SET is_helpful = excluded.is_helpful, reason = excluded.reason, voted_at = excluded.voted_at
            """,
            new { answer, person, helpful = isHelpful ? 1 : 0, reason, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken: cancellationToken));
    }
}
