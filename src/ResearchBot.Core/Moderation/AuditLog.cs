using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace ResearchBot.Core.Moderation;

/// <summary>Who did what: every command that steers or loads, whatever became of it.</summary>
public sealed class AuditLog(DbDataSource database, TimeProvider time)
{
    /// <summary>Writes an entry. Returns when it is committed.</summary>
    public async Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO audit (id, workspace, at, person, channel, command, arguments, outcome)
            VALUES (@id, @Workspace, @now, @Person, @Channel, @Command, @Arguments, @Outcome)
            """,
            new
            {
                id = RandomNumberGenerator.GetHexString(16, lowercase: true),
                entry.Workspace,
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
                entry.Person,
                entry.Channel,
                entry.Command,
                entry.Arguments,
                entry.Outcome,
            },
            cancellationToken: cancellationToken));
    }
}
