using System.Security.Cryptography;

namespace ResearchBot.Core.Moderation;

/// <summary>The passages that the moderators of a workspace took out of use.</summary>
public sealed class WithdrawnPassages(Database database, TimeProvider time)
{
    /// <summary>Withdraws words of a document; returns the withdrawal's id.</summary>
    public async Task<string> AddAsync(string workspace, WithdrawnPassage passage, int version, string reason, string by, CancellationToken cancellationToken)
    {
        var id = RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 10);
        await database.ExecuteAsync(
            """
            INSERT INTO withdrawn_passages (id, workspace, document_id, version, text, reason, withdrawn_by, withdrawn_at)
            VALUES (@id, @workspace, @DocumentId, @version, @Text, @reason, @by, @now)
            """,
            new
            {
                id, workspace, passage.DocumentId, version, passage.Text, reason, by,
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancellationToken);
        return id;
    }

    public async Task<bool> RemoveAsync(string workspace, string id, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "DELETE FROM withdrawn_passages WHERE workspace = @workspace AND id = @id", new { workspace, id }, cancellationToken) > 0;

    /// <summary>The withdrawals of a workspace, newest first.</summary>
    public async Task<IReadOnlyList<Withdrawal>> ListAsync(string workspace, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Id, string Document, long Version, string Text, string Reason, string By, long At)>(
            """
            SELECT id, document_id, version, text, reason, withdrawn_by, withdrawn_at FROM withdrawn_passages
            WHERE workspace = @workspace ORDER BY withdrawn_at DESC, id
            """,
            new { workspace },
            cancellationToken);
        return [.. rows.Select(row => new Withdrawal(
            row.Id, new WithdrawnPassage(row.Document, row.Text), (int)row.Version, row.Reason, row.By, DateTimeOffset.FromUnixTimeMilliseconds(row.At)))];
    }
}

/// <summary>A moderator's withdrawal of a passage, with the document version in which it was seen.</summary>
/// <param name="Reason">Empty if none was given.</param>
public sealed record Withdrawal(string Id, WithdrawnPassage Passage, int Version, string Reason, string By, DateTimeOffset At);

/// <summary>Tells whether the words that a moderator acted on are still in their document.</summary>
public sealed class PassageStanding(DocumentStore store)
{
    /// <summary>The document, null where the scope does not hold it, and whether it is in search with these words.</summary>
    public async Task<(Document? Document, bool Stands)> OfAsync(ReadScope scope, string documentId, string text, CancellationToken cancellationToken)
    {
        if (await store.OpenAsync(scope, documentId, version: null, cancellationToken) is not { } current)
        {
            return (null, false);
        }

        var living = await store.StillReadableAsync(scope, [documentId], cancellationToken);
        return (current.Document, living.Contains(documentId) && SameWords.RangesIn(current.Text, text).Any());
    }
}
