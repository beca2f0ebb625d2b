using System.Data.Common;
using Dapper;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Retention;

/// <summary>Retention once a day, by whichever process comes first.</summary>
public sealed class RetentionTurn(DbDataSource database, RetentionSweep sweep, IStoreEngine engine, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Does it if it is due; called more often, such as every hour.</summary>
    /// <returns>What was deleted; null where it was not due.</returns>
    public async Task<IReadOnlyList<RetentionCount>?> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (!await TakeAsync(cancellationToken))
        {
            return null;
        }

        var counts = await sweep.RunAsync(workspace: null, dryRun: false, cancellationToken);
        await engine.CompactAsync(Patience, cancellationToken);
        return counts;
    }

    private async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE upkeep SET last_run_at = @now WHERE name = 'retention' AND last_run_at <= @due",
            new { now = now.ToUnixTimeMilliseconds(), due = (now - Interval).ToUnixTimeMilliseconds() },
            cancellationToken: cancellationToken)) > 0;
    }
}
