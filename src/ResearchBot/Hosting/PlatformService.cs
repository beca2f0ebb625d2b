using System.Runtime.ExceptionServices;
using ResearchBot.Core.Platforms;
using ResearchBot.Terminal;

namespace ResearchBot.Hosting;

/// <summary>Serves the chat platforms with all that runs beside them, from the start of the process until it is told to end.</summary>
internal sealed partial class PlatformSession(IHost host, PlatformService service, Startup startup, ILogger<PlatformSession> logger)
{
    /// <summary>Runs until it is told to end, or until a platform stops for good: whoever watches the process has to see that.</summary>
    /// <exception cref="UserFacingException">No platform is configured, or one has stopped by itself; the message says why.</exception>
    public async Task RunAsync(Action<string> say, CancellationToken stop)
    {
        if (service.Configured.Count == 0)
        {
            throw new UserFacingException($"No chat platform is configured. {service.HowToConfigure}".TrimEnd(), isFailure: true);
        }

        foreach (var problem in (await startup.OpenAsync(progress: null, stop)).Files.Where(file => file.Status is FileStatus.Refused or FileStatus.Failed))
        {
            LogSeed(ReplyText.Line(problem));
        }

        var names = string.Join(", ", service.Configured.Select(platform => platform.Name));
        LogServing(names);
        say($"Serving on {names}. Ctrl-C or SIGTERM ends.");
        await host.StartAsync(CancellationToken.None);
        await service.ExecuteTask!.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await host.StopAsync(CancellationToken.None);
        if (service.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving on {Platforms}")]
    private partial void LogServing(string platforms);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A seed could not be loaded: {Seed}")]
    private partial void LogSeed(string seed);
}

/// <summary>Runs every platform that is configured.</summary>
internal sealed partial class PlatformService(IEnumerable<ChatPlatform> all, TimeProvider time, ILogger<PlatformService> logger) : BackgroundService
{
    /// <summary>How long platforms may take to finish what they have begun.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly ChatPlatform[] _all = [.. all];

    public IReadOnlyList<ChatPlatform> Configured { get; } = [.. all.Where(platform => platform.IsConfigured)];

    /// <summary>Which settings connect a platform, one sentence for each.</summary>
    public string HowToConfigure => string.Join(' ', _all.Select(platform => platform.HowToConfigure));

    /// <summary>Why it ended by itself; null if it was told to end.</summary>
    public Exception? Failure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var running = Configured.Select(platform => (platform.Name, Task: Task.Run(() => platform.RunAsync(ended.Token), CancellationToken.None))).ToArray();
        await Task.WhenAny(running.Select(one => one.Task).Append(Task.Delay(Timeout.Infinite, stoppingToken)));
        var first = stoppingToken.IsCancellationRequested ? default : running.First(one => one.Task.IsCompleted);
        await ended.CancelAsync();
        await Task.WhenAll(running.Select(one => one.Task)).WaitAsync(Grace, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var (name, task) in running.Where(one => one != first))
        {
            if (!task.IsCompleted)
            {
                LogUnfinished(name, Grace.TotalSeconds);
            }
            else if (task.Exception?.InnerException is { } fault)
            {
                LogFault(fault, name);
            }
        }

        if (first.Task is not null)
        {
            Failure = first.Task.Exception?.InnerException switch
            {
                UserFacingException explained => new UserFacingException($"{first.Name} has stopped: {explained.Message}", isFailure: true, explained),
                { } fault => fault,
                null => new UserFacingException($"{first.Name} has stopped by itself.", isFailure: true),
            };
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform} had not finished after {Seconds} s")]
    private partial void LogUnfinished(string platform, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Platform} did not end in order")]
    private partial void LogFault(Exception fault, string platform);
}
