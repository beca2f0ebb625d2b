using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Core.Platforms;

/// <summary>Renders a request's progress and reply, and records which message contains an answer.</summary>
internal sealed class ReplySink(ChatPlatform platform, ReplyTarget target, string workspace, Func<bool> isWanted, ChatServices core, ILogger logger) : IReplySink, IDisposable
{
    private static readonly TimeSpan BeforeDraft = TimeSpan.FromSeconds(1);
    private readonly LatestProgress _progress = new(core.Time, logger);

    public PostedMessages? Posted { get; private set; }

    public void Report(IngestionProgress value) => Show(platform.Render(value), TimeSpan.Zero);

    public void Report(DraftedAnswer value) => Show(platform.Render(value), BeforeDraft);

    public async Task SendAsync(Reply reply, CancellationToken cancellationToken)
    {
        await _progress.EndAsync();
        if (!isWanted())
        {
            await target.WithdrawAsync(cancellationToken);
            await ForgetAsync(reply, cancellationToken);
            return;
        }

        try
        {
            Posted = reply is ErrorReply
                ? await target.SendToAskerAsync(platform.Render(reply, isPrivate: true), cancellationToken)
                : await target.SendAsync(platform.Render(reply, target.IsPrivate), cancellationToken);
        }
        catch (PlatformException gone) when (gone.Fault == PlatformFault.Gone)
        {
            return; // the question was deleted meanwhile; whoever is told of that deletes what was kept
        }

        if (reply is AnswerReply answer && Posted is not null)
        {
            await core.Answers.PostedAsync(workspace, answer.Receipt, Posted.ToString(), cancellationToken);
        }
    }

    public void Dispose() => _progress.Dispose();

    /// <summary>Deletes the stored words of a question that was deleted while it was answered.</summary>
    private async Task ForgetAsync(Reply reply, CancellationToken cancellationToken)
    {
        if (reply is AnswerReply answer && await core.Answers.FindAsync(workspace, answer.Receipt, cancellationToken) is { } kept)
        {
            await core.Removal.DeleteAsync(kept, cancellationToken);
        }
    }

    private void Show(RenderedPart state, TimeSpan after)
    {
        if (isWanted())
        {
            _progress.Show(cancellationToken => target.ShowProgressAsync(state, cancellationToken), after);
        }
    }
}

/// <summary>Shows a request's progress in a chat: always the latest state, within the platform's rate limits, never after the reply.</summary>
public sealed partial class LatestProgress(TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _breakingOff = new();
    private bool _isOver;
    private Func<CancellationToken, Task>? _latest;
    private Task? _showing;

    /// <summary>Replaces the progress shown so far.</summary>
    /// <param name="after">Delay of the first progress message, which is skipped if the reply arrives earlier.</param>
    public void Show(Func<CancellationToken, Task> show, TimeSpan after)
    {
        lock (_lock)
        {
            _latest = show;
            _showing ??= _isOver ? Task.CompletedTask : ShowAsync(after);
        }
    }

    /// <summary>Stops before the reply. Waits for a message in flight, since a cancelled call may still be carried out.</summary>
    public async Task EndAsync()
    {
        lock (_lock)
        {
            _isOver = true;
        }

        await _ending.CancelAsync();
        _breakingOff.CancelAfter(Patience);
        await (_showing ?? Task.CompletedTask);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
        }

        _ending.Cancel(); // what still waits ends
        _ending.Dispose();
        _breakingOff.Dispose();
    }

    private async Task ShowAsync(TimeSpan after)
    {
        Func<CancellationToken, Task>? shown = null;
        var (ending, breakingOff) = (_ending.Token, _breakingOff.Token);
        try
        {
            for (var wait = after; ; wait = BetweenEdits)
            {
                await Task.Delay(wait, time, ending);
                Func<CancellationToken, Task>? latest;
                lock (_lock)
                {
                    latest = _latest;
                }

                if (latest != shown)
                {
                    await latest!(breakingOff);
                    shown = latest;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception fault)
        {
            LogNoProgress(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Progress could not be shown; the reply will be")]
    private partial void LogNoProgress(Exception fault);
}
