using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Moderation;

/// <summary>Who did what: every command that steers or loads and was admitted, whatever became of it.</summary>
public sealed class AuditLog(Database database, TimeProvider time)
{
    /// <summary>Writes an entry. Returns when it is committed.</summary>
    public async Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await WriteAsync(connection, entry, time.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
    }

    /// <summary>The same within the transaction of what was done.</summary>
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

    /// <summary>What was done in a workspace, newest first.</summary>
    /// <param name="workspace">The tenant.</param>
    /// <param name="person">By whom; null is by anybody.</param>
    /// <param name="since">Not what was done before.</param>
    /// <param name="top">How many entries at most.</param>
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

/// <summary>Something that somebody did.</summary>
/// <param name="Workspace">Where.</param>
/// <param name="Person">Who.</param>
/// <param name="Channel">In which channel; null where there is none.</param>
/// <param name="Command">The command.</param>
/// <param name="Arguments">As they were given, without the text of questions.</param>
/// <param name="Outcome">done, refused, failed or cancelled, and the id of the error where there is one.</param>
public sealed record AuditEntry(string Workspace, string Person, string? Channel, string Command, string Arguments, string Outcome);

/// <summary>What the audit holds.</summary>
/// <param name="At">When it was done.</param>
/// <param name="Entry">What was done.</param>
public sealed record PastEntry(DateTimeOffset At, AuditEntry Entry);
