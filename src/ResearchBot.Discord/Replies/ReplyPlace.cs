using ResearchBot.Discord.Rendering;

namespace ResearchBot.Discord.Replies;

/// <summary>Where the reply to a request goes on Discord.</summary>
internal abstract class ReplyPlace
{
    /// <summary>Whether the person alone sees what is sent here.</summary>
    public abstract bool IsPrivate { get; }

    /// <summary>Shows how far the work is, in the place of what was shown before.</summary>
    public abstract Task ShowProgressAsync(RenderedMessage progress, CancellationToken cancellationToken);

    /// <summary>Takes back what was shown, where no reply is wanted any more.</summary>
    public virtual Task WithdrawAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends the reply's parts in their order.</summary>
    /// <returns>The messages that hold it; null where they cannot be changed later.</returns>
    public abstract Task<PostedMessages?> SendAsync(IReadOnlyList<RenderedMessage> parts, CancellationToken cancellationToken);
}
