using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Platforms;

/// <summary>Ensures that only one process at a time does something, such as holding a platform's token. A lease that is not renewed lapses.</summary>
public sealed partial class PlatformLease(DbDataSource database, TimeProvider time, ILogger<PlatformLease> logger)
{
    private static readonly TimeSpan Lapse = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Certain = TimeSpan.FromSeconds(25); // the rest is for the work to stop in
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(2);

    /// <summary>Waits for the lease and runs the work under it; repeats both if the lease was lost.</summary>
    /// <param name="name">Not secret, since it is stored.</param>
    /// <param name="work">Cancelled with the caller, and when the lease is lost, five seconds before another process can take it.</param>
    public async Task HoldAsync(string name, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var holder = RandomNumberGenerator.GetHexString(16, lowercase: true);
        bool finished;
        do
        {
            var taken = await WaitAsync(name, holder, cancellationToken);
            finished = await WorkAsync(name, holder, taken, work, cancellationToken);
        }
        while (!finished);
    }

    /// <summary>Waits for the lease; returns the moment from which it counts.</summary>
    private async Task<long> WaitAsync(string name, string holder, CancellationToken cancellationToken)
    {
        for (var told = false; ; told = true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = time.GetTimestamp();
            try
            {
                if (await TakeAsync(name, holder, cancellationToken))
                {
                    return started;
                }

                if (!told)
                {
                    LogWaiting(name);
                }
            }
            catch (DbException fault)
            {
                LogFault(fault, name);
            }

            await Task.Delay(Look, time, cancellationToken);
        }
    }

    /// <summary>Runs the work; false if it ended because the lease was lost.</summary>
    private async Task<bool> WorkAsync(string name, string holder, long taken, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var lost = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        KeepFrom(taken, lost);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lost.Token, cancellationToken);
        using var ended = new CancellationTokenSource();
        var renewing = RenewAsync(name, holder, lost, ended.Token);
        try
        {
            await work(either.Token);
            return cancellationToken.IsCancellationRequested || !lost.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await ended.CancelAsync();
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await GiveBackAsync(name, holder);
        }
    }

    private async Task RenewAsync(string name, string holder, CancellationTokenSource lost, CancellationToken ended)
    {
        while (true)
        {
            await Task.Delay(Renewal, time, ended);
            var started = time.GetTimestamp();
            try
            {
                if (!await TakeAsync(name, holder, ended))
                {
                    LogLost(name);
                    await lost.CancelAsync();
                    return;
                }

                KeepFrom(started, lost);
            }
            catch (DbException fault)
            {
                LogFault(fault, name);
            }
        }
    }

    /// <summary>Counts from before the write to the store, which may have taken long.</summary>
    private void KeepFrom(long started, CancellationTokenSource lost)
    {
        var left = Certain - time.GetElapsedTime(started);
        lost.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private async Task<bool> TakeAsync(string name, string holder, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return await ExecuteAsync(
            """
            INSERT INTO platform_leases (name, holder, held_until) VALUES (@name, @holder, @until)
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
            WHERE platform_leases.holder = @holder OR platform_leases.held_until < @now
            """,
            new { name, holder, until = now + (long)Lapse.TotalMilliseconds, now },
            cancellationToken) > 0;
    }

    private async Task GiveBackAsync(string name, string holder)
    {
        using var deadline = new CancellationTokenSource(Ending, time);
        try
        {
            await ExecuteAsync("DELETE FROM platform_leases WHERE name = @name AND holder = @holder", new { name, holder }, deadline.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or DbException)
        {
            // The lease lapses by itself.
        }
    }

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another process holds {Name}; this one waits until that one ends")]
    private partial void LogWaiting(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another process took {Name}; this one stops, and waits until that one ends")]
    private partial void LogLost(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store did not tell who holds {Name}; it is tried again")]
    private partial void LogFault(Exception fault, string name);
}
