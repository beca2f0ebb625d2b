using System.Text;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Replies;

/// <summary>In a channel or direct conversation, in a thread of it where there is one.</summary>
/// <param name="slack">Slack.</param>
/// <param name="channel">Where.</param>
/// <param name="thread">The thread's first message; null posts beside it.</param>
/// <param name="isDirect">Whether it is a direct conversation.</param>
internal sealed class ChannelPlace(SlackWeb slack, string channel, string? thread, bool isDirect) : ReplyPlace
{
    private PostedMessage? _progress;

    /// <inheritdoc/>
    public override bool IsPrivate => isDirect;

    /// <inheritdoc/>
    public override async Task ShowProgressAsync(SlackMessage progress, CancellationToken cancellationToken)
    {
        if (_progress is null)
        {
            _progress = await slack.PostAsync(channel, Outgoing(progress), cancellationToken);
        }
        else
        {
            await slack.UpdateAsync(channel, _progress.Ts, Outgoing(progress), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<SlackMessage> parts, CancellationToken cancellationToken)
    {
        var sent = new List<string>();
        foreach (var part in parts)
        {
            if (_progress is { } shown && sent.Count == 0)
            {
                await slack.UpdateAsync(channel, shown.Ts, Outgoing(part), cancellationToken);
                sent.Add(shown.Ts);
            }
            else
            {
                sent.Add((await slack.PostAsync(channel, Outgoing(part), cancellationToken)).Ts);
            }

            foreach (var file in part.Files)
            {
                await slack.UploadAsync(channel, thread ?? sent[0], file.Name, Encoding.UTF8.GetBytes(file.Text), comment: null, cancellationToken);
            }
        }

        return new PostedMessages(channel, sent);
    }

    private OutgoingMessage Outgoing(SlackMessage message) => new(message.Text) { Blocks = message.Blocks, ThreadTs = thread };
}
