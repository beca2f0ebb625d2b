using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Leases on open loads, so that each is worked on by one process. A lease that is not renewed lapses; on the same machine it ends with its
/// process.</summary>
public sealed partial class LoadLeases(
    Database database, IProcessNames process, IEnumerable<SourceOpener> openers, TimeProvider time, ILogger<LoadLeases> logger)
{
    private const string Open = "told_at IS NULL";

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    private readonly Lease _lease = new(database, time, "load_jobs", TimeSpan.FromSeconds(20), process.Own + " ");
    private readonly string[] _kinds = [.. openers.Select(opener => opener.Kind)];

    /// <summary>See <see cref="Lease.Holder"/>.</summary>
    internal string Holder => _lease.Holder;

    /// <summary>See <see cref="Lease.Until"/>.</summary>
    internal long Until => _lease.Until;

    /// <summary>Renews this process's leases until cancelled.</summary>
    internal async Task KeepAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Renewal, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await _lease.RenewAsync(Open, cancellationToken);
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
        var kinds = new DynamicParameters();
        for (var i = 0; i < _kinds.Length; i++)
        {
            kinds.Add($"kind{i}", _kinds[i]);
        }

        var foreign = string.Concat(_kinds.Select((_, i) => $" AND s.kind <> @kind{i}"));
        await _lease.TakeAsync(
            $"{Open} AND NOT EXISTS (SELECT 1 FROM load_sources s WHERE s.job_id = load_jobs.id{foreign})", kinds, cancellationToken);
    }

    /// <summary>Ends the leases of processes that no longer run.</summary>
    internal async Task EndGoneAsync(CancellationToken cancellationToken)
    {
        await _lease.ShortenAsync(Open, null, cancellationToken);
        var holders = await _lease.OthersAsync(Open, cancellationToken);
        foreach (var gone in holders.Where(holder => process.IsGone(holder.Split(' ')[0])))
        {
            await _lease.EndOfAsync(gone, Open, cancellationToken);
        }
    }

    /// <summary>Releases all leases of this process, or that of one load.</summary>
    internal Task EndAsync(string? id, CancellationToken cancellationToken) =>
        _lease.EndAsync($"{Open} AND (CAST(@id AS TEXT) IS NULL OR id = @id)", new { id }, cancellationToken);

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
