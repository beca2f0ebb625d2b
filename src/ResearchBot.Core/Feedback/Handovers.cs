using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Feedback;

/// <summary>Which answers were handed to people, and when: one answer once an hour.</summary>
public sealed class Handovers(DbDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    /// <summary>Takes the turn to hand an answer over.</summary>
    /// <returns>False when somebody did so within the hour.</returns>
    public async Task<bool> BeginAsync(string answer, string person, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO answer_handovers (answer_id, person, handed_at) VALUES (@answer, @person, @now)
            ON CONFLICT (answer_id) DO UPDATE SET person = excluded.person, handed_at = excluded.handed_at
            WHERE answer_handovers.handed_at <= @before
            """,
            new { answer, person, now = now.ToUnixTimeMilliseconds(), before = (now - Rest).ToUnixTimeMilliseconds() },
            cancellationToken: cancellationToken)) > 0;
    }

    /// <summary>Gives the turn back, where nothing was handed over.</summary>
    public async Task GiveBackAsync(string answer)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync("DELETE FROM answer_handovers WHERE answer_id = @answer", new { answer });
    }
}
