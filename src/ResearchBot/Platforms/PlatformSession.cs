using Microsoft.Extensions.Logging;
using ResearchBot.Core;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Platforms;
using ResearchBot.Terminal;

namespace ResearchBot.Platforms;

/// <summary>Answers on every platform that is configured, from the start of the process until it is told to end.</summary>
internal sealed partial class PlatformSession(
    FindPlatforms find, Startup startup, BackgroundWork background, TimeProvider time, ILogger<PlatformSession> logger)
{
    /// <summary>How long platforms may take to finish what they have begun.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Runs until it is told to end, or until a platform stops for good: whoever watches the process has to see that.</summary>
    /// <param name="say">Told on one line what runs.</param>
    /// <param name="stop">Tells it to end in order.</param>
    /// <exception cref="UserFacingException">No platform is configured, or one has stopped by itself; the message says why.</exception>
    public async Task RunAsync(Action<string> say, CancellationToken stop)
    {
        var all = find().ToArray();
        var platforms = all.Where(platform => platform.IsConfigured).ToArray();
        if (platforms.Length == 0)
        {
            throw new UserFacingException(
                $"No chat platform is configured. {string.Join(' ', all.Select(platform => platform.HowToConfigure))}".TrimEnd(), isFailure: true);
        }

        foreach (var problem in (await startup.OpenAsync(progress: null, stop)).Files.Where(file => file.Status is FileStatus.Refused or FileStatus.Failed))
        {
            LogSeed(ReplyText.Line(problem));
        }

        var names = string.Join(", ", platforms.Select(platform => platform.Name));
        LogServing(names);
        say($"Serving on {names}. Ctrl-C or SIGTERM ends.");
        await background.RunBesideAsync(_ => ServeAsync(platforms, stop), CancellationToken.None);
    }

    private async Task ServeAsync(IReadOnlyList<ChatPlatform> platforms, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = platforms.Select(platform => (platform.Name, Task: Task.Run(() => platform.RunAsync(ended.Token), CancellationToken.None))).ToArray();
        await Task.WhenAny(running.Select(one => one.Task).Append(Task.Delay(Timeout.Infinite, stop)));
        var first = stop.IsCancellationRequested ? default : running.First(one => one.Task.IsCompleted);
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

        if (first.Task is null)
        {
            return;
        }

        await first.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw first.Task.Exception?.InnerException is UserFacingException explained
            ? new UserFacingException($"{first.Name} has stopped: {explained.Message}", isFailure: true, explained)
            : first.Task.Exception?.InnerException ?? new UserFacingException($"{first.Name} has stopped by itself.", isFailure: true);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving on {Platforms}")]
    private partial void LogServing(string platforms);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A seed could not be loaded: {Seed}")]
    private partial void LogSeed(string seed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform} had not finished after {Seconds} s")]
    private partial void LogUnfinished(string platform, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Platform} did not end in order")]
    private partial void LogFault(Exception fault, string platform);
}
