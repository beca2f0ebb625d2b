using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace ResearchBot.Core.Answering;

/// <summary>Keeps what was asked and answered.</summary>
public sealed class AnswerLog(DbDataSource database, TimeProvider time)
{
    /// <summary>Stores an answer. Returns when it is committed.</summary>
    public async Task SaveAsync(AnswerRecord record, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO answers (id, workspace, conversation_id, person, question, standalone, outcome, body, elapsed_ms, answered_at)
            VALUES (@Id, @Workspace, @Conversation, @Person, @Text, @Standalone, @outcome, @body, @ElapsedMs, @now)
            """,
            new
            {
                record.Id,
                record.Workspace,
                record.Conversation,
                record.Person,
                record.Question.Text,
                record.Question.Standalone,
                outcome = record.Answer.Outcome.ToString(),
                body = JsonSerializer.Serialize(record.Answer, AnswerJson.Default.Answer),
                record.Answer.ElapsedMs,
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancellationToken: cancellationToken));
    }
}
