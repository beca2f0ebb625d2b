using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace ResearchBot.Core.Moderation;

/// <summary>The audit: every admitted command that moderates or loads, with its outcome.</summary>
public sealed class AuditLog(Database database, TimeProvider time)
{
    public async Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await WriteAsync(connection, entry, time.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
    }

    /// <summary>Writes an entry within a transaction.</summary>
    internal static Task WriteAsync(DbConnection connection, AuditEntry entry, long now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            """
            INSERT INTO audit (id, workspace, at, person, channel, command, arguments, outcome)
            VALUES (@id, @Workspace, @now, @Person, @Channel, @Command, @Arguments, @Outcome)
            """,
            new
            {
                id = RandomNumberGenerator.GetHexString(16, lowercase: true), entry.Workspace, now, entry.Person, entry.Channel,
                entry.Command, entry.Arguments, entry.Outcome,
            },
            cancellationToken);

    /// <summary>The entries of a workspace, newest first.</summary>
    /// <param name="since">Excludes earlier entries.</param>
    public async Task<IReadOnlyList<PastEntry>> ReadAsync(
        string workspace, string? person, DateTimeOffset since, int top, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(long At, string Person, string? Channel, string Command, string Arguments, string Outcome)>(
            $"""
            SELECT at, person, channel, command, arguments, outcome FROM audit
            WHERE workspace = @workspace AND at >= @since {(person is null ? string.Empty : "AND person = @person")}
            ORDER BY at DESC, id LIMIT @top
            """,
            new { workspace, person, since = since.ToUnixTimeMilliseconds(), top },
            cancellationToken);
        return [.. rows.Select(row => new PastEntry(
            DateTimeOffset.FromUnixTimeMilliseconds(row.At),
            new AuditEntry(workspace, row.Person, row.Channel, row.Command, row.Arguments, row.Outcome)))];
    }
}

/// <summary>An audited action.</summary>
/// <param name="Channel">Null if there is no channel.</param>
/// <param name="Arguments">As given, without the text of questions.</param>
/// <param name="Outcome">done, refused, failed or cancelled, with the id of the error if there is one.</param>
public sealed record AuditEntry(string Workspace, string Person, string? Channel, string Command, string Arguments, string Outcome);

/// <summary>A stored entry.</summary>
public sealed record PastEntry(DateTimeOffset At, AuditEntry Entry);
