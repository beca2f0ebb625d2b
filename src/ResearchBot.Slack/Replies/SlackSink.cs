using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Platforms;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Replies;

/// <summary>Draws a request's progress and reply, and notes which message holds an answer.</summary>
internal sealed class SlackSink(ReplyPlace place, SlackRenderer renderer, string workspace, Func<bool> isWanted, AnswerLog answers, TimeProvider time, ILogger logger) : IReplySink, IDisposable
{
    private static readonly TimeSpan BeforeDraft = TimeSpan.FromSeconds(1);

    private readonly LatestProgress _progress = new(time, logger);

    /// <summary>The messages that hold the reply; null before it is sent, and where they cannot be changed.</summary>
    public PostedMessages? Posted { get; private set; }

    /// <inheritdoc/>
    public void Report(IngestionProgress value) => Show(SlackRenderer.Render(value), TimeSpan.Zero);

    /// <inheritdoc/>
    public void Report(DraftedAnswer value) => Show(SlackRenderer.Render(value), BeforeDraft);

    /// <inheritdoc/>
    public async Task SendAsync(Reply reply, CancellationToken cancellationToken)
    {
        await _progress.EndAsync();
        if (!isWanted())
        {
            await place.WithdrawAsync(cancellationToken);
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
    public void Dispose() => _progress.Dispose();

    private void Show(SlackMessage state, TimeSpan after)
    {
        if (isWanted())
        {
            _progress.Show(cancellationToken => place.ShowProgressAsync(state, cancellationToken), after);
        }
    }
}
