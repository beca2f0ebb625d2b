using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace ResearchBot.Core.Notices;

/// <summary>Pending notices. Each platform takes its own; a taken notice is never taken again, so nothing is said twice in any process, even after a
/// crash.</summary>
public sealed class NoticeOutbox(Database database, TimeProvider time)
{
    /// <summary>Stores a notice until its platform takes it, and commits.</summary>
    public async Task AddAsync(string workspace, ReplyAddress to, NoticeKind kind, string text, string? answerId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await AddAsync(connection, workspace, to, kind, text, answerId, cancellationToken);
    }

    /// <summary>The same inside the caller's transaction.</summary>
    internal Task AddAsync(
        DbConnection connection, string workspace, ReplyAddress to, NoticeKind kind, string text, string? answerId, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            """
            INSERT INTO notices (id, workspace, platform, address, kind, text, answer_id, created_at)
            VALUES (@id, @workspace, @Platform, @Address, @kind, @text, @answerId, @now)
            """,
            new
            {
                id = RandomNumberGenerator.GetHexString(16, lowercase: true), workspace, to.Platform, to.Address,
                kind = kind.ToString(), text, answerId, now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancellationToken);

    /// <summary>Takes the oldest notices of a platform; nobody else gets them.</summary>
    public async Task<IReadOnlyList<Notice>> TakeAsync(string platform, int most, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(string Id, string Workspace, string Address, string Kind, string Text, string? AnswerId, long CreatedAt)>(
            """
            UPDATE notices SET taken_at = @now
            WHERE taken_at IS NULL AND id IN (
                SELECT id FROM notices WHERE platform = @platform AND taken_at IS NULL ORDER BY created_at, id LIMIT @most)
            RETURNING id, workspace, address, kind, text, answer_id, created_at
            """,
            new { platform, most, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken);
        return [.. rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id, StringComparer.Ordinal).Select(row => new Notice(
            row.Id, row.Workspace, new ReplyAddress(platform, row.Address), Enum.Parse<NoticeKind>(row.Kind), row.Text, row.AnswerId))];
    }

    /// <summary>Returns a notice that was certainly not sent.</summary>
    public Task GiveBackAsync(string id, CancellationToken cancellationToken) =>
        database.ExecuteAsync("UPDATE notices SET taken_at = NULL WHERE id = @id", new { id }, cancellationToken);
}

/// <summary>An unsolicited message of the bot: a finished load, a late answer, a retraction.</summary>
/// <param name="Id">Opaque; passed to platforms that recognise repeats.</param>
/// <param name="Text">Plain text; empty if nothing is said.</param>
/// <param name="AnswerId">The stored answer shown below the text; null if there is none.</param>
public sealed record Notice(string Id, string Workspace, ReplyAddress To, NoticeKind Kind, string Text, string? AnswerId);

public enum NoticeKind
{
    Post,

    /// <summary>Replaces the message at the address.</summary>
    Replace,

    Delete,
}

/// <summary>A place on a platform that can be written to after its request has ended.</summary>
/// <param name="Platform">console, discord or slack.</param>
/// <param name="Address">The channel, thread or message in the platform's own format; opaque to the core.</param>
public sealed record ReplyAddress(string Platform, string Address);
