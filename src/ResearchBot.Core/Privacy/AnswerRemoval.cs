using System.Data.Common;
using System.Text.Json;
using Dapper;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Privacy;

/// <summary>Deletes stored answers with all dependent rows, and has their posted messages deleted.</summary>
public sealed class AnswerRemoval(Database database, NoticeOutbox outbox)
{
    private const int ShortestQuoted = 8; // a shorter question may stand in a notice by chance

    /// <summary>Deletes an answer and commits; its messages follow when the platform takes the notice. Returns false if it was already gone.</summary>
    public async Task<bool> DeleteAsync(KeptAnswer answer, CancellationToken cancellationToken) =>
        (await DeleteAsync([answer.Id], mostMessages: 1, cancellationToken)).Answers > 0;

    /// <summary>Deletes an answer but keeps its messages, which will show another answer.</summary>
    public Task ForgetAsync(KeptAnswer answer, CancellationToken cancellationToken) => DeleteAsync([answer.Id], mostMessages: 0, cancellationToken);

    /// <summary>Deletes a few in one transaction.</summary>
    /// <param name="ids">Their receipts.</param>
    /// <param name="mostMessages">How many posted messages to delete at most; 0 leaves them where they are.</param>
    internal async Task<(int Answers, int Messages)> DeleteAsync(IReadOnlyList<string> ids, int mostMessages, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        var gone = new List<Row>();
        var messages = 0;
        foreach (var id in ids)
        {
            var row = await transaction.Connection.QuerySingleOrDefaultAsync<Row>(
                """
                SELECT id AS Id, workspace AS Workspace, platform AS Platform, posted_at_address AS Posted, conversation_id AS Conversation,
                       question AS Question, answered_at AS At FROM answers WHERE id = @id
                """,
                new { id });
            if (row is null)
            {
                continue;
            }

            gone.Add(row);
            await DeleteWhatHangsOnAsync(transaction.Connection, row);
            await transaction.Connection.ExecuteAsync("DELETE FROM answers WHERE id = @id", new { id });
            if (row.Posted is not null && messages < mostMessages)
            {
                messages++;
                await outbox.AddAsync(transaction.Connection, row.Workspace, new ReplyAddress(row.Platform, row.Posted), NoticeKind.Delete, string.Empty, answerId: null, cancellationToken);
            }
        }

        foreach (var conversation in gone.Where(row => row.Conversation is not null).GroupBy(row => row.Conversation!))
        {
            await LeaveConversationAsync(transaction.Connection, conversation.Key, conversation.Min(row => row.At));
        }

        await transaction.CommitAsync(cancellationToken);
        return (gone.Count, messages);
    }

    private static async Task DeleteWhatHangsOnAsync(DbConnection connection, Row row)
    {
        foreach (var table in StoredTables.All.Where(table => table.Answer is not null))
        {
            await connection.ExecuteAsync($"DELETE FROM {table.Name} WHERE {table.Answer} = @Id", new { row.Id });
        }

        await connection.ExecuteAsync(
            "DELETE FROM notices WHERE workspace = @Workspace AND platform = @Platform AND address = @Posted", row);
        if (row.Question.Length >= ShortestQuoted)
        {
            await connection.ExecuteAsync("DELETE FROM notices WHERE workspace = @Workspace AND REPLACE(text, @Question, '') <> text", row);
        }
    }

    /// <summary>A conversation is deleted with its last answer. In remaining conversations, later questions may contain words of the deleted one.</summary>
    private static async Task LeaveConversationAsync(DbConnection connection, string conversation, long since)
    {
        await connection.ExecuteAsync(
            "DELETE FROM conversations WHERE id = @conversation AND NOT EXISTS (SELECT 1 FROM answers WHERE conversation_id = @conversation)",
            new { conversation });
        var leaning = await connection.QueryAsync<(string Id, string Question, string Body, string Hash)>(
            "SELECT id, question, body, hash FROM answers WHERE conversation_id = @conversation AND answered_at >= @since AND standalone <> question",
            new { conversation, since });
        foreach (var (id, question, body, hash) in leaning)
        {
            if (AnswerRow.HashOf(id, body) != hash)
            {
                await connection.ExecuteAsync("DELETE FROM answers WHERE id = @id", new { id }); // damaged: what it quotes cannot be taken out
                continue;
            }

            var answer = JsonSerializer.Deserialize(body, AnswerJson.Default.Answer)!;
            var bare = JsonSerializer.Serialize(answer.WithoutWords(question), AnswerJson.Default.Answer);
            await connection.ExecuteAsync("UPDATE answers SET standalone = question, body = @bare, hash = @hash WHERE id = @id", new { id, bare, hash = AnswerRow.HashOf(id, bare) });
        }
    }

    private sealed record Row(
        string Id, string Workspace, string Platform, string? Posted, string? Conversation, string Question, long At);
}
