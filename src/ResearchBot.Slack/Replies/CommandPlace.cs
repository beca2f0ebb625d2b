using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Replies;

/// <summary>For all in the channel of a command: as a message of the bot's, which says what was asked; at the command's address where the bot is not in it.</summary>
internal sealed class CommandPlace(SlackWeb slack, ChannelPlace channel, string asked, Uri responseUrl) : ReplyPlace
{
    private ReplyPlace _place = channel;

    /// <inheritdoc/>
    public override bool IsPrivate => false;

    /// <inheritdoc/>
    public override Task<bool> IsSentAsync(CancellationToken cancellationToken) => channel.IsSentAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task ShowProgressAsync(SlackMessage progress, CancellationToken cancellationToken) => _place.ShowProgressAsync(progress, cancellationToken);

    /// <inheritdoc/>
    public override Task WithdrawAsync(CancellationToken cancellationToken) => _place.WithdrawAsync(cancellationToken);

    /// <inheritdoc/>
    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<SlackMessage> parts, CancellationToken cancellationToken)
    {
        var first = parts[0] with { Blocks = [Kit.Small(asked), .. parts[0].Blocks.Select(block => block?.DeepClone())] };
        try
        {
            return await _place.SendAsync([first, .. parts.Skip(1)], cancellationToken);
        }
        catch (SlackException elsewhere) when (elsewhere.Code is "not_in_channel" or "channel_not_found" or "is_archived" or "restricted_action")
        {
            _place = new ResponsePlace(slack, responseUrl, thread: null, isPrivate: false);
            return await _place.SendAsync([first, .. parts.Skip(1)], cancellationToken);
        }
    }
}
