using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Feedback.Figures;

/// <summary>Reads what was asked, for counting.</summary>
public sealed class QuestionFigures(DbDataSource database)
{
    /// <summary>The questions of a workspace, oldest first; answers that nobody asked for in that moment are none.</summary>
    public async Task<IReadOnlyList<AnsweredQuestion>> ReadAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<AnsweredQuestion>(new CommandDefinition(
            """
            SELECT a.channel AS Channel, a.is_private AS IsPrivate, a.person AS Person, a.outcome AS Outcome, a.elapsed_ms AS ElapsedMs,
                a.answered_at AS AnsweredAt,
                (SELECT COUNT(*) FROM answer_votes v WHERE v.answer_id = a.id AND v.is_helpful = 1) AS Helpful,
                (SELECT COUNT(*) FROM answer_votes v WHERE v.answer_id = a.id AND v.is_helpful = 0) AS Unhelpful
            FROM answers a
            WHERE a.workspace = @workspace AND a.answered_at >= @since AND NOT EXISTS (SELECT 1 FROM late_answers l WHERE l.answer_id = a.id)
            ORDER BY a.answered_at, a.id
            """,
            new { workspace, since = since.ToUnixTimeMilliseconds() },
            cancellationToken: cancellationToken))).AsList();
    }
}
