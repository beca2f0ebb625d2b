using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Feedback;

/// <summary>People to notify when a document answers their question, each once across all processes.</summary>
public sealed class WaitingAskers(Database database, TimeProvider time)
{
    private const int MostQuestions = 200;
    private const int MostAskers = 1_000;

    public Task<IReadOnlyList<string>> WorkspacesAsync(CancellationToken cancellationToken) =>
        database.QueryAsync<string>(
            """
            SELECT DISTINCT q.workspace FROM unanswered_questions q JOIN unanswered_askers u ON u.question_id = q.id
            WHERE q.dismissed_at IS NULL AND u.told_at IS NULL ORDER BY q.workspace
            """, null, cancellationToken);

    /// <summary>The askers of a workspace's newest questions, newest first, without quiet people and conversations.</summary>
    public Task<IReadOnlyList<WaitingAsker>> ReadAsync(string workspace, CancellationToken cancellationToken) =>
        database.QueryAsync<WaitingAsker>(
            """
            SELECT a.workspace AS Workspace, u.question_id AS QuestionId, u.answer_id AS AnswerId, u.person AS Person, u.platform AS Platform,
                u.address AS Address, u.channel AS Channel, u.is_private AS IsPrivate, u.asked_at AS AskedAt, a.question AS Text, a.standalone AS Standalone,
                o.affiliation AS Affiliation
            FROM (
                SELECT q.id AS id FROM unanswered_questions q JOIN unanswered_askers w ON w.question_id = q.id
                WHERE q.workspace = @workspace AND q.dismissed_at IS NULL AND w.told_at IS NULL
                GROUP BY q.id ORDER BY MAX(w.asked_at) DESC, q.id LIMIT @questions) newest
            JOIN unanswered_askers u ON u.question_id = newest.id AND u.told_at IS NULL
            JOIN answers a ON a.id = u.answer_id
            LEFT JOIN conversations c ON c.id = a.conversation_id
            LEFT JOIN outsiders o ON o.workspace = a.workspace AND o.subject = u.person
            WHERE NOT EXISTS (SELECT 1 FROM quiet_people p WHERE p.workspace = a.workspace AND p.person = u.person)
            AND NOT EXISTS (SELECT 1 FROM quiet_conversations k
                WHERE k.workspace = a.workspace AND k.platform = u.platform AND (k.address = u.address OR k.address = c.address))
            ORDER BY u.asked_at DESC, u.answer_id, u.person LIMIT @askers
            """,
            new { workspace, questions = MostQuestions, askers = MostAskers },
            cancellationToken);

    /// <summary>Closes the question for somebody, wherever they asked it among the same readers.</summary>
    /// <returns>The closing time; null if another process closed it first or the question is gone.</returns>
    public async Task<long?> CloseAsync(WaitingAsker asker, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return await SetAsync("told_at = @now", "told_at IS NULL", asker, now, cancellationToken) ? now : null;
    }

    /// <summary>Reopens it if they could not be notified.</summary>
    public Task ReopenAsync(WaitingAsker asker, long closed) => SetAsync("told_at = NULL", "told_at = @now", asker, closed, CancellationToken.None);

    /// <summary>Marks an answer as given later, without anybody asking at that moment.</summary>
    public Task MarkLateAsync(string answer, CancellationToken cancellationToken) => database.ExecuteAsync(
        "INSERT INTO late_answers (answer_id) VALUES (@answer)", new { answer }, cancellationToken);

    private async Task<bool> SetAsync(string change, string where, WaitingAsker asker, long now, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            $"""
            UPDATE unanswered_askers SET {change}
            WHERE question_id = @QuestionId AND person = @Person AND is_private = @IsPrivate AND COALESCE(channel, '') = @channel AND {where}
            """,
            new { asker.QuestionId, asker.Person, asker.IsPrivate, channel = asker.Channel ?? string.Empty, now },
            cancellationToken) > 0;
}

/// <summary>Somebody to notify when a document answers their question.</summary>
/// <param name="QuestionId">The merged question.</param>
/// <param name="Channel">The channel that also reads it; null if there is none.</param>
/// <param name="IsPrivate">1 if they alone read it.</param>
/// <param name="AskedAt">In Unix milliseconds.</param>
/// <param name="Affiliation">How they belong to the organisation; null for a member.</param>
public sealed record WaitingAsker(
    string Workspace, string QuestionId, string AnswerId, string Person, string Platform, string Address, string? Channel,
    long IsPrivate, long AskedAt, string Text, string Standalone, string? Affiliation)
{
    public ReplyAddress To => new(Platform, Address);
    public Question Question => new(Text, Standalone);

    /// <summary>The readers of the notice. In private it is the person without roles or channel, which they may have lost since.</summary>
    public Audience Audience => new(Workspace, IsPrivate != 0 ? null : Channel, IsPrivate != 0 ? Person : null, Groups: []);
}

/// <summary>Somebody who waits for an answer.</summary>
/// <param name="Channel">The channel that also reads it; null if there is none.</param>
/// <param name="IsPrivate">Whether they alone read it.</param>
public sealed record Asker(string Person, ReplyAddress From, string? Channel, bool IsPrivate);
