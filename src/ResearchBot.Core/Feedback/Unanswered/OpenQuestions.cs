using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace ResearchBot.Core.Feedback.Unanswered;

/// <summary>Questions that the documents did not answer, or not well enough for who asked; repeats are one question.</summary>
public sealed class OpenQuestions(DbDataSource database, TimeProvider time)
{
    private const int MostAskings = 20_000;

    /// <summary>Keeps that somebody waits for a better answer.</summary>
    /// <param name="workspace">The tenant.</param>
    /// <param name="answer">The receipt of what they were answered.</param>
    /// <param name="question">What was asked, standing alone.</param>
    /// <param name="asker">Who waits, and where.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task NoteAsync(string workspace, string answer, string question, Asker asker, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO unanswered_questions (id, workspace, merge_key) VALUES (@id, @workspace, @key) ON CONFLICT (workspace, merge_key) DO NOTHING;
            INSERT INTO unanswered_askers (answer_id, question_id, person, platform, address, channel, is_private, asked_at)
            SELECT @answer, q.id, @Person, @Platform, @Address, @Channel, @isPrivate, @now FROM unanswered_questions q
            WHERE q.workspace = @workspace AND q.merge_key = @key
            ON CONFLICT (answer_id, person) DO NOTHING
            """,
            new
            {
                id = RandomNumberGenerator.GetHexString(12, lowercase: true),
                workspace,
                key = MergeKey.Of(question),
                answer,
                asker.Person,
                asker.From.Platform,
                asker.From.Address,
                asker.Channel,
                isPrivate = asker.IsPrivate ? 1 : 0,
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Somebody waits no longer: what they were answered helps them.</summary>
    public async Task SettleAsync(string answer, string person, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM unanswered_askers WHERE answer_id = @answer AND person = @person AND told_at IS NULL",
            new { answer, person },
            cancellationToken: cancellationToken));
    }

    /// <summary>Takes a question from the list for good, or puts it back.</summary>
    /// <returns>False when the workspace has no such question.</returns>
    public async Task<bool> DismissAsync(string workspace, string id, bool dismiss, string by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            dismiss
                ? "UPDATE unanswered_questions SET dismissed_at = @now, dismissed_by = @by WHERE workspace = @workspace AND id = @id"
                : "UPDATE unanswered_questions SET dismissed_at = NULL, dismissed_by = NULL WHERE workspace = @workspace AND id = @id",
            new { workspace, id, by, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken: cancellationToken)) > 0;
    }

    /// <summary>Each asking of a workspace's open questions, newest first. What of it may be shown is for the reader of the list to decide.</summary>
    /// <param name="workspace">The tenant.</param>
    /// <param name="since">Not what was asked before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<OpenAsking>> ReadAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<OpenAsking>(new CommandDefinition(
            """
            SELECT u.question_id AS Question, u.answer_id AS Answer, u.person AS Person, u.is_private AS IsPrivate, u.asked_at AS AskedAt,
                a.standalone AS Text, a.person AS TextPerson, a.channel AS TextChannel, a.is_private AS TextIsPrivate, v.reason AS Reason
            FROM unanswered_questions q
            JOIN unanswered_askers u ON u.question_id = q.id
            JOIN answers a ON a.id = u.answer_id
            LEFT JOIN answer_votes v ON v.answer_id = u.answer_id AND v.person = u.person AND v.is_helpful = 0
            WHERE q.workspace = @workspace AND q.dismissed_at IS NULL AND u.told_at IS NULL AND u.asked_at >= @since
            ORDER BY u.asked_at DESC, u.answer_id LIMIT @most
            """,
            new { workspace, since = since.ToUnixTimeMilliseconds(), most = MostAskings },
            cancellationToken: cancellationToken))).AsList();
    }
}
