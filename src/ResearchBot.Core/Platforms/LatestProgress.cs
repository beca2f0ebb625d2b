using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Platforms;

/// <summary>Shows in a chat how far a request is: always the latest, seldom enough for the platform's limits, never after the reply.</summary>
public sealed partial class LatestProgress(TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _breakingOff = new();
    private Func<CancellationToken, Task>? _latest;
    private Task? _showing;

    /// <summary>Shows this in the place of what was shown before.</summary>
    /// <param name="show">Posts or edits.</param>
    /// <param name="after">How long the first one waits: a reply that is there by then comes alone.</param>
    public void Show(Func<CancellationToken, Task> show, TimeSpan after)
    {
        lock (_lock)
        {
            _latest = show;
            _showing ??= ShowAsync(after);
        }
    }

    /// <summary>Ends before the reply. What is on its way is waited for: broken off, it may stand there all the same.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        _breakingOff.CancelAfter(Patience);
        await (_showing ?? Task.CompletedTask);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Dispose();
        _breakingOff.Dispose();
    }

    private async Task ShowAsync(TimeSpan after)
    {
        Func<CancellationToken, Task>? shown = null;
        try
        {
            for (var wait = after; ; wait = BetweenEdits)
            {
                await Task.Delay(wait, time, _ending.Token);
                Func<CancellationToken, Task>? latest;
                lock (_lock)
                {
                    latest = _latest;
                }

                if (latest != shown)
                {
                    await latest!(_breakingOff.Token);
                    shown = latest;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The reply comes.
        }
        catch (Exception fault)
        {
            LogNoProgress(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Progress could not be shown; the reply will be")]
    private partial void LogNoProgress(Exception fault);
}
