using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Platforms;
using ResearchBot.Discord.Rendering;

namespace ResearchBot.Discord.Replies;

/// <summary>Draws a request's progress and reply, and notes which message holds an answer.</summary>
internal sealed class DiscordSink(ReplyPlace place, string workspace, AnswerLog answers, TimeProvider time, ILogger logger) : IReplySink, IDisposable
{
    private static readonly TimeSpan BeforeDraft = TimeSpan.FromSeconds(1);

    private readonly LatestProgress _progress = new(time, logger);

    /// <summary>The messages that hold the reply; null before it is sent, and where they cannot be changed.</summary>
    public PostedMessages? Posted { get; private set; }

    /// <inheritdoc/>
    public void Report(IngestionProgress value) => Show(DiscordRenderer.Render(value), TimeSpan.Zero);

    /// <inheritdoc/>
    public void Report(DraftedAnswer value) => Show(DiscordRenderer.Render(value), BeforeDraft);

    /// <inheritdoc/>
    public async Task SendAsync(Reply reply, CancellationToken cancellationToken)
    {
        await _progress.EndAsync();
        Posted = await place.SendAsync(DiscordRenderer.Render(reply, new RenderContext(place.IsPrivate)), cancellationToken);
        if (reply is AnswerReply answer && Posted is not null)
        {
            await answers.PostedAsync(workspace, answer.Receipt, Posted.ToString(), cancellationToken);
        }
    }

    /// <summary>Ends without a reply: nobody waits for it any more.</summary>
    public async Task WithdrawAsync(CancellationToken cancellationToken)
    {
        await _progress.EndAsync();
        await place.WithdrawAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _progress.Dispose();

    private void Show(RenderedMessage state, TimeSpan after) => _progress.Show(cancellationToken => place.ShowProgressAsync(state, cancellationToken), after);
}
