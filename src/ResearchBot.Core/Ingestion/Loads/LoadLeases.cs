using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Leases on open loads, so that each is worked on by one process. A lease that is not renewed lapses; on the same machine it ends with its
/// process.</summary>
public sealed partial class LoadLeases(
    DbDataSource database, IProcessNames process, IEnumerable<SourceOpener> openers, TimeProvider time, ILogger<LoadLeases> logger)
{
    private static readonly TimeSpan Lapse = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    private readonly string[] _kinds = [.. openers.Select(opener => opener.Kind)];

    /// <summary>Identifies this process and this object in it.</summary>
    internal string Holder { get; } = $"{process.Own} {RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>When a lease taken now expires, in Unix milliseconds.</summary>
    internal long Until => Now + (long)Lapse.TotalMilliseconds;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Renews this process's leases until cancelled.</summary>
    internal async Task KeepAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Renewal, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await ExecuteAsync("UPDATE load_jobs SET held_until = @until WHERE holder = @holder AND told_at IS NULL", cancellationToken);
            }
            catch (DbException fault)
            {
                LogNotKept(fault);
            }
        }
    }

    /// <summary>Takes over open loads of ended processes if this process can open their sources.</summary>
    internal async Task ClaimAsync(CancellationToken cancellationToken)
    {
        await EndGoneAsync(cancellationToken);
        var parameters = Parameters();
        for (var i = 0; i < _kinds.Length; i++)
        {
            parameters.Add($"kind{i}", _kinds[i]);
        }

        var foreign = string.Concat(_kinds.Select((_, i) => $" AND s.kind <> @kind{i}"));
        await ExecuteAsync(
            $"""
            UPDATE load_jobs SET holder = @holder, held_until = @until WHERE told_at IS NULL AND held_until < @now
            AND NOT EXISTS (SELECT 1 FROM load_sources s WHERE s.job_id = load_jobs.id{foreign})
            """,
            parameters,
            cancellationToken);
    }

    /// <summary>Ends the leases of processes that no longer run.</summary>
    internal async Task EndGoneAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var holders = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT DISTINCT holder FROM load_jobs WHERE told_at IS NULL AND held_until >= @now AND holder <> @holder", Parameters(), cancellationToken: cancellationToken));
        foreach (var gone in holders.Where(holder => process.IsGone(holder.Split(' ')[0])))
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "UPDATE load_jobs SET held_until = 0 WHERE told_at IS NULL AND holder = @gone", new { gone }, cancellationToken: cancellationToken));
        }
    }

    /// <summary>Releases all leases of this process, or that of one load.</summary>
    internal Task EndAsync(string? id, CancellationToken cancellationToken)
    {
        var parameters = Parameters();
        parameters.Add("id", id);
        return ExecuteAsync(
            "UPDATE load_jobs SET held_until = 0 WHERE holder = @holder AND told_at IS NULL AND (CAST(@id AS TEXT) IS NULL OR id = @id)", parameters, cancellationToken);
    }

    private Task ExecuteAsync(string sql, CancellationToken cancellationToken) => ExecuteAsync(sql, Parameters(), cancellationToken);

    private async Task ExecuteAsync(string sql, DynamicParameters parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    private DynamicParameters Parameters() => new(new { holder = Holder, until = Until, now = Now });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hold of the loads on their way could not be renewed")]
    private partial void LogNotKept(Exception fault);
}

/// <summary>Identifies processes that share a store; supplied by the host.</summary>
public interface IProcessNames
{
    /// <summary>The name of this process, without spaces, never used by another.</summary>
    string Own { get; }

    /// <summary>Whether the named process has certainly ended. False in doubt; then its lease lapses.</summary>
    bool IsGone(string name);
}
