using ResearchBot.Slack.Rendering;

namespace ResearchBot.Slack.Replies;

/// <summary>Where the reply to a request goes on Slack.</summary>
internal abstract class ReplyPlace
{
    /// <summary>Whether one person alone sees what is sent here.</summary>
    public abstract bool IsPrivate { get; }

    /// <summary>Whether the reply stands there already, or begins to: asked before a request is run again.</summary>
    public virtual Task<bool> IsSentAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Shows how far the work is, in the place of what was shown before.</summary>
    public abstract Task ShowProgressAsync(SlackMessage progress, CancellationToken cancellationToken);

    /// <summary>Takes back what was shown, where no reply is wanted any more.</summary>
    public virtual Task WithdrawAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends the reply's parts in their order.</summary>
    /// <returns>The messages that hold it; null where they cannot be changed later.</returns>
    public abstract Task<PostedMessages?> SendAsync(IReadOnlyList<SlackMessage> parts, CancellationToken cancellationToken);
}
