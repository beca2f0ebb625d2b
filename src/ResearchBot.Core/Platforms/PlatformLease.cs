using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Platforms;

/// <summary>Ensures that only one process at a time does something, such as holding a platform's token.</summary>
public sealed partial class PlatformLease(Database database, TimeProvider time, ILogger<PlatformLease> logger)
{
    private const string Named = "name = @name";
    private static readonly TimeSpan Lapse = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Certain = TimeSpan.FromSeconds(25); // the rest is for the work to stop in
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>Waits for the lease and runs the work under it; repeats both if the lease was lost.</summary>
    /// <param name="name">Not secret, since it is stored.</param>
    /// <param name="work">Cancelled with the caller, and when the lease is lost, five seconds before another process can take it.</param>
    public async Task HoldAsync(string name, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var lease = new Lease(database, time, "platform_leases", Lapse);
        bool finished;
        do
        {
            var taken = await WaitAsync(name, lease, cancellationToken);
            finished = await WorkAsync(name, lease, taken, work, cancellationToken);
        }
        while (!finished);
    }

    /// <summary>Waits for the lease; returns the moment from which it counts.</summary>
    private async Task<long> WaitAsync(string name, Lease lease, CancellationToken cancellationToken)
    {
        for (var told = false; ; told = true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = time.GetTimestamp();
            try
            {
                if (await BeginAsync(name, lease, cancellationToken))
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
    private async Task<bool> WorkAsync(string name, Lease lease, long taken, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var lost = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        KeepFrom(taken, lost);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lost.Token, cancellationToken);
        using var ended = new CancellationTokenSource();
        var renewing = RenewAsync(name, lease, lost, ended.Token);
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
            await lease.EndInTimeAsync(Named, new { name });
        }
    }

    private async Task RenewAsync(string name, Lease lease, CancellationTokenSource lost, CancellationToken ended)
    {
        while (true)
        {
            await Task.Delay(Renewal, time, ended);
            var started = time.GetTimestamp();
            try
            {
                if (await lease.TakeAsync(Named, new { name }, ended) == 0)
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

    private async Task<bool> BeginAsync(string name, Lease lease, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            "INSERT INTO platform_leases (name, holder, held_until) VALUES (@name, '', 0) ON CONFLICT DO NOTHING", new { name }, cancellationToken);
        return await lease.TakeAsync(Named, new { name }, cancellationToken) > 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another process holds {Name}; this one waits until that one ends")]
    private partial void LogWaiting(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another process took {Name}; this one stops, and waits until that one ends")]
    private partial void LogLost(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store did not tell who holds {Name}; it is tried again")]
    private partial void LogFault(Exception fault, string name);
}
