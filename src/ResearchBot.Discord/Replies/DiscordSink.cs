using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Discord.Rendering;

namespace ResearchBot.Discord.Replies;

/// <summary>Draws a request's progress and reply, and notes which message holds an answer.</summary>
internal sealed partial class DiscordSink(ReplyPlace place, string workspace, AnswerLog answers, TimeProvider time, ILogger logger) : IReplySink, IDisposable
{
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _replied = new();
    private RenderedMessage? _latest;
    private Task _showing = Task.CompletedTask;

    /// <summary>The messages that hold the reply; null before it is sent, and where they cannot be changed.</summary>
    public PostedMessages? Posted { get; private set; }

    /// <inheritdoc/>
    public void Report(IngestionProgress value) => Show(DiscordRenderer.Render(value));

    /// <inheritdoc/>
    public void Report(DraftedAnswer value) => Show(DiscordRenderer.Render(value));

    /// <inheritdoc/>
    public async Task SendAsync(Reply reply, CancellationToken cancellationToken)
    {
        await _replied.CancelAsync();
        await _showing;
        Posted = await place.SendAsync(DiscordRenderer.Render(reply, new RenderContext(place.IsPrivate)), cancellationToken);
        if (reply is AnswerReply answer && Posted is not null)
        {
            await answers.PostedAsync(workspace, answer.Receipt, Posted.ToString(), cancellationToken);
        }
    }

    /// <summary>Ends without a reply: nobody waits for it any more.</summary>
    public async Task WithdrawAsync(CancellationToken cancellationToken)
    {
        await _replied.CancelAsync();
        await _showing;
        await place.WithdrawAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _replied.Dispose();

    private void Show(RenderedMessage progress)
    {
        lock (_lock)
        {
            var isShowing = _latest is not null;
            _latest = progress;
            if (!isShowing)
            {
                _showing = ShowAsync();
            }
        }
    }

    private async Task ShowAsync()
    {
        RenderedMessage? shown = null;
        try
        {
            while (true)
            {
                RenderedMessage? latest;
                lock (_lock)
                {
                    latest = _latest;
                }

                if (!ReferenceEquals(latest, shown))
                {
                    await place.ShowProgressAsync(latest!, _replied.Token);
                    shown = latest;
                }

                await Task.Delay(BetweenEdits, time, _replied.Token);
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
