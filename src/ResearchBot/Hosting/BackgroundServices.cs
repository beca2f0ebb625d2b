using ResearchBot.Core.Feedback;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Ingestion.Sources;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Privacy;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;
using ResearchBot.Storage;

namespace ResearchBot.Hosting;

/// <summary>The hosted services of a process that stays. The host stops them in the reverse of this order.</summary>
internal static class BackgroundServices
{
    public static IServiceCollection AddBackgroundServices(this IServiceCollection services) => services
        .Configure<HostOptions>(options =>
        {
            options.ShutdownTimeout = TimeSpan.FromSeconds(14); // platforms may take ten, and whoever watches the process kills it after fifteen
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore; // logged; the answers go on
        })
        .AddHostedService<IndexService>()
        .AddHostedService<EmbeddingService>()
        .AddHostedService<UpkeepService>()
        .AddHostedService<LoadService>()
        .AddHostedService<SourceService>()
        .AddHostedService<RereadService>();
}

/// <summary>Follows the change sequence once a second, so that what other processes load or remove is seen, and stores the index once a minute where
/// it changed. Who waits for an answer that has come is told meanwhile.</summary>
internal sealed partial class IndexService(IndexFollower follower, VectorFollower vectors, UnansweredRetry late, DamageNotices damage, TimeProvider time, ILogger<IndexService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StoreInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LateInterval = TimeSpan.FromSeconds(10);

    /// <summary>Stores what changed since the last turn, too.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!cancellationToken.IsCancellationRequested)
        {
            await follower.StoreAsync(cancellationToken);
        }
    }

    /// <summary>Logs a fault once and tries again at the next turn.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(vectors.CatchUpAsync, Interval, stoppingToken),
        RepeatAsync(follower.StoreAsync, StoreInterval, stoppingToken),
        RepeatAsync(late.RunOnceAsync, LateInterval, stoppingToken),
        RepeatAsync(damage.RunOnceAsync, LateInterval, stoppingToken));

    private async Task RepeatAsync(Func<CancellationToken, Task> turn, TimeSpan interval, CancellationToken cancellationToken)
    {
        var failing = false;
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            try
            {
                await turn(cancellationToken);
                failing = false;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                if (!failing)
                {
                    LogFault(fault); // not every second: somebody may be typing on the same terminal
                }

                failing = true;
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The index could not follow the store, or its questions not be asked again; it tries again")]
    private partial void LogFault(Exception fault);
}

/// <summary>Makes vectors for what was loaded.</summary>
internal sealed class EmbeddingService(EmbeddingWorker worker, IHostApplicationLifetime application) : BackgroundService
{
    /// <summary>Ends as soon as the process is told to end, while others finish what they have begun: the next process need not wait for its lease.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, application.ApplicationStopping);
        await worker.RunAsync(progress: null, stop.Token);
    }
}

/// <summary>Deletes daily what was kept long enough, and takes out of the files what could not go at once.</summary>
internal sealed partial class UpkeepService(RetentionTurn retention, LoadQueue loads, SqliteEngine engine, TimeProvider time, ILogger<UpkeepService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await retention.RunOnceAsync(stoppingToken);
                await loads.ExpireAsync(stoppingToken);
                await engine.CompactOwedAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was kept long enough could not be deleted; it is tried again")]
    private partial void LogFault(Exception fault);
}

/// <summary>Works on loads, and goes on with those of processes that are gone.</summary>
internal sealed class LoadService(LoadWorker worker) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => worker.RunAsync(stoppingToken);
}

/// <summary>Refreshes the sources that are due.</summary>
internal sealed partial class SourceService(SourceRefresh refresh, TimeProvider time, ILogger<SourceService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await refresh.RunDueAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFault(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sources that are due could not be refreshed; it is tried again")]
    private partial void LogFault(Exception fault);
}

/// <summary>Reads documents anew that an older version of the program read.</summary>
internal sealed class RereadService(RereadWorker worker, IHostApplicationLifetime application) : BackgroundService
{
    /// <summary>Ends as soon as the process is told to end: the next one goes on.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, application.ApplicationStopping);
        await worker.RunAsync(stop.Token);
    }
}
