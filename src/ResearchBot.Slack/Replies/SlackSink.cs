using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Replies;

/// <summary>Draws a request's progress and reply, and notes which message holds an answer.</summary>
internal sealed partial class SlackSink(ReplyPlace place, SlackRenderer renderer, string workspace, Func<bool> isWanted, AnswerLog answers, TimeProvider time, ILogger logger) : IReplySink, IDisposable
{
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _replied = new();
    private IngestionProgress? _latest;
    private Task _showing = Task.CompletedTask;

    /// <summary>The messages that hold the reply; null before it is sent, and where they cannot be changed.</summary>
    public PostedMessages? Posted { get; private set; }

    /// <inheritdoc/>
    public void Report(IngestionProgress value)
    {
        lock (_lock)
        {
            var isShowing = _latest is not null;
            _latest = value;
            if (!isShowing)
            {
                _showing = ShowAsync();
            }
        }
    }

    /// <inheritdoc/>
    public async Task SendAsync(Reply reply, CancellationToken cancellationToken)
    {
        await _replied.CancelAsync();
        await _showing;
        if (!isWanted())
        {
            return;
        }

        try
        {
            Posted = await place.SendAsync(renderer.Render(reply), cancellationToken);
        }
        catch (SlackException gone) when (gone.Code == "thread_not_found")
        {
            return; // the question was deleted meanwhile
        }

        if (reply is AnswerReply answer && Posted is not null)
        {
            await answers.PostedAsync(workspace, answer.Receipt, Posted.ToString(), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _replied.Dispose();

    private async Task ShowAsync()
    {
        try
        {
            while (true)
            {
                IngestionProgress? shown;
                lock (_lock)
                {
                    shown = _latest;
                }

                if (shown is not null)
                {
                    await place.ShowProgressAsync(SlackRenderer.Render(shown), _replied.Token);
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
