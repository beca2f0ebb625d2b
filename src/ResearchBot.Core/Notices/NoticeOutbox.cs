using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Notices;

/// <summary>
/// What waits to be said. Each platform takes its own notices; one that is taken is not taken again, so nothing is said twice,
/// whichever process takes it and wherever it is killed.
/// </summary>
public sealed class NoticeOutbox(Database database, TimeProvider time)
{
    /// <summary>Keeps a notice until its platform takes it. Returns when it is committed.</summary>
    public async Task AddAsync(string workspace, ReplyAddress to, NoticeKind kind, string text, string? answerId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await AddAsync(connection, workspace, to, kind, text, answerId, cancellationToken);
    }

    /// <summary>The same inside somebody's transaction.</summary>
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

    /// <summary>Takes the oldest notices of a platform; they are not given to anybody else.</summary>
    /// <param name="platform">console, discord or slack.</param>
    /// <param name="most">How many at most.</param>
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

    /// <summary>Gives a notice back that certainly was not sent.</summary>
    public Task GiveBackAsync(string id, CancellationToken cancellationToken) =>
        database.ExecuteAsync("UPDATE notices SET taken_at = NULL WHERE id = @id", new { id }, cancellationToken);
}

/// <summary>Something that the bot says without being asked in this moment: a finished load, a late answer, a retraction.</summary>
/// <param name="Id">Opaque; a platform that recognises repeats gets it with the message.</param>
/// <param name="Workspace">The tenant.</param>
/// <param name="To">Where it goes.</param>
/// <param name="Kind">What happens there.</param>
/// <param name="Text">What is said, plain; empty where nothing is.</param>
/// <param name="AnswerId">The kept answer that is shown below the text; null where none is.</param>
public sealed record Notice(string Id, string Workspace, ReplyAddress To, NoticeKind Kind, string Text, string? AnswerId);

/// <summary>What a platform does with a notice.</summary>
public enum NoticeKind
{
    /// <summary>Posts it at the address.</summary>
    Post,

    /// <summary>Puts it in the place of the message at the address.</summary>
    Replace,

    /// <summary>Deletes the message at the address.</summary>
    Delete,
}

/// <summary>A place on a platform that can be written to later, when the request that came from it is over.</summary>
/// <param name="Platform">console, discord or slack.</param>
/// <param name="Address">The channel, thread or message there, in that platform's own writing; opaque to the core.</param>
public sealed record ReplyAddress(string Platform, string Address);
