using Microsoft.Extensions.Logging;
using ResearchBot.Discord.Rest;

namespace ResearchBot.Discord.Events;

/// <summary>Shows that the bot is at work, until it is not.</summary>
internal sealed partial class TypingSign(DiscordRest rest, TimeProvider time, ILogger<TypingSign> logger)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(8); // Discord shows it for ten

    /// <summary>Shows it in a channel until the result is disposed of.</summary>
    public IAsyncDisposable Show(string channel, CancellationToken cancellationToken)
    {
        var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return new Shown(ended, ShowAsync(channel, ended.Token));
    }

    private async Task ShowAsync(string channel, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await rest.ShowTypingAsync(channel, cancellationToken);
                await Task.Delay(Again, time, cancellationToken);
            }
        }
        catch (Exception fault) when (fault is DiscordException or HttpRequestException)
        {
            LogNoSign(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "No sign of work could be shown")]
    private partial void LogNoSign(Exception fault);

    private sealed class Shown(CancellationTokenSource ended, Task showing) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await ended.CancelAsync();
            await showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.Dispose();
        }
    }
}
