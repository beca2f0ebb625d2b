using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Which process has an open load in its charge, so that each is worked on once. A hold that is not renewed, since its process was killed,
/// lapses; on the same machine it ends with the process.</summary>
public sealed partial class LoadLeases(
    DbDataSource database, IProcessNames process, IEnumerable<SourceOpener> openers, TimeProvider time, ILogger<LoadLeases> logger)
{
    private static readonly TimeSpan Lapse = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    private readonly string[] _kinds = [.. openers.Select(opener => opener.Kind)];

    /// <summary>This process, and this object in it.</summary>
    internal string Holder { get; } = $"{process.Own} {RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>Until when a hold that begins now lasts, in unix milliseconds.</summary>
    internal long Until => Now + (long)Lapse.TotalMilliseconds;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Keeps what this process holds, until it is cancelled.</summary>
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

    /// <summary>Takes charge of the open loads of processes that are gone, as far as this process can open their sources.</summary>
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

    /// <summary>Ends the holds of processes that run no more.</summary>
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

    /// <summary>Gives back all that this process holds, or one load of it.</summary>
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

/// <summary>Tells processes apart that share a store. The host supplies it.</summary>
public interface IProcessNames
{
    /// <summary>The name of this process, without spaces; no other process ever has it.</summary>
    string Own { get; }

    /// <summary>Whether the process of this name certainly runs no more. False in doubt: then its hold lapses.</summary>
    bool IsGone(string name);
}
