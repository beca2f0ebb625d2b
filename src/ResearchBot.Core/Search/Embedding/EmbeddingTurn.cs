using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>The lease on making vectors, so that two processes over one store do not make and pay for the same ones. A lease that is not renewed
/// lapses.</summary>
public sealed class EmbeddingTurn(DbDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Lapse = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(2);

    private readonly string _holder = RandomNumberGenerator.GetHexString(16, lowercase: true);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Takes or renews the lease.</summary>
    /// <returns>Whether this process holds it.</returns>
    internal async Task<bool> TakeAsync(CancellationToken cancellationToken) => await ExecuteAsync(
        "UPDATE embedding_turn SET holder = @holder, held_until = @until WHERE id = 1 AND (holder = @holder OR held_until < @now)",
        new { holder = _holder, until = Now + (long)Lapse.TotalMilliseconds, now = Now },
        cancellationToken) > 0;

    /// <summary>Releases the lease within two seconds, also during shutdown; otherwise it lapses.</summary>
    internal async Task EndAsync()
    {
        using var deadline = new CancellationTokenSource(Ending, time);
        try
        {
            await ExecuteAsync(
                "UPDATE embedding_turn SET held_until = 0 WHERE id = 1 AND holder = @holder", new { holder = _holder }, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            // The lease lapses by itself.
        }
    }

    /// <summary>Stores how the last attempt ended, for other processes to report.</summary>
    internal Task NoteAsync(string? fault, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE embedding_turn SET fault = @fault, fault_at = @now WHERE id = 1 AND (fault IS NOT NULL OR CAST(@fault AS TEXT) IS NOT NULL)",
        new { fault, now = Now },
        cancellationToken);

    /// <summary>Why and when the last attempt of any process failed; null if it succeeded.</summary>
    public async Task<(string Fault, DateTimeOffset At)?> LastFaultAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (fault, at) = await connection.QuerySingleAsync<(string?, long?)>("SELECT fault, fault_at FROM embedding_turn WHERE id = 1");
        return fault is null ? null : (fault, DateTimeOffset.FromUnixTimeMilliseconds(at ?? 0));
    }

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
